namespace Eoc.Picture.Placing;

/// <summary>A box a viewer looks at, in degrees; west greater than east crosses the antimeridian.</summary>
internal readonly record struct Area(double South, double West, double North, double East)
{
    /// <summary>Whether any of the cell lies in the box. Nowhere lies in every box.</summary>
    public bool Touches(Cell cell)
    {
        if (!cell.IsSomewhere) return true;
        var (bottom, top) = ((double)cell.Row / Cell.PerDegree, (double)(cell.Row + 1) / Cell.PerDegree);
        var (left, right) = ((double)cell.Column / Cell.PerDegree, (double)(cell.Column + 1) / Cell.PerDegree);
        return bottom <= North && top >= South && Spans(left, right);
    }

    private bool Spans(double left, double right) =>
        West <= East ? left <= East && right >= West : right >= West || left <= East;
}
