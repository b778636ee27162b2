using Eoc.Picture.Projecting;

namespace Eoc.Picture.Placing;

/// <summary>Something with a place in the world, or none: an incident, a call, a unit. What belongs to it lies where it lies.</summary>
internal sealed class Anchor
{
    private readonly HashSet<Facet> _facets = [];

    /// <summary>Where it is.</summary>
    public Cell Cell { get; private set; }

    /// <summary>Whether it has left the picture: long over, though still in the record.</summary>
    public bool IsRetired { get; private set; }

    /// <summary>What lies where it lies.</summary>
    public IReadOnlyCollection<Facet> Facets => _facets;

    public void Hold(Facet facet) => _facets.Add(facet);

    public void Release(Facet facet) => _facets.Remove(facet);

    /// <summary>Whether that changed anything.</summary>
    public bool MoveTo(Cell cell)
    {
        if (cell == Cell) return false;
        Cell = cell;
        return true;
    }

    /// <summary>Whether that changed anything.</summary>
    public bool Retire(bool retired)
    {
        if (retired == IsRetired) return false;
        IsRetired = retired;
        return true;
    }
}
