using System.Globalization;
using Eoc.Contracts.Ids;

namespace Eoc.Picture.Placing;

/// <summary>
/// A box of the world, a twentieth of a degree each way: a city is some tens of them. What has no position is nowhere, and nowhere is in every area.
/// </summary>
internal readonly record struct Cell
{
    /// <summary>Cells per degree.</summary>
    public const int PerDegree = 20;

    // How far, in cells, a unit must be outside its cell before it leaves it; else a unit parked on a border would change cells at every fix.
    private const double Hysteresis = 0.1;
    private const double MicrodegreesPerCell = 1_000_000d / PerDegree;

    private Cell(int row, int column) => (IsSomewhere, Row, Column) = (true, row, column);

    /// <summary>Where what has no position is.</summary>
    public static readonly Cell Nowhere;

    /// <summary>False for <see cref="Nowhere" />.</summary>
    public bool IsSomewhere { get; }

    /// <summary>Counted northwards from the equator.</summary>
    public int Row { get; }

    /// <summary>Counted eastwards from the meridian of Greenwich.</summary>
    public int Column { get; }

    /// <summary>The cell of a place in degrees, or nowhere.</summary>
    public static Cell Of(GeoPoint? place) =>
        place is { IsPlausible: true } at ? new((int)Math.Floor(at.Latitude * PerDegree), (int)Math.Floor(at.Longitude * PerDegree)) : Nowhere;

    /// <summary>The cell of a place in millionths of a degree.</summary>
    public static Cell Of(int latitude, int longitude) =>
        new((int)Math.Floor(latitude / MicrodegreesPerCell), (int)Math.Floor(longitude / MicrodegreesPerCell));

    /// <summary>Whether something that was in this cell and is now at this place, in millionths of a degree, still belongs to it.</summary>
    public bool Keeps(int latitude, int longitude) =>
        IsSomewhere && IsNear(latitude / MicrodegreesPerCell - Row) && IsNear(longitude / MicrodegreesPerCell - Column);

    /// <summary><c>row:column</c>, or <c>nowhere</c>.</summary>
    public override string ToString() => IsSomewhere ? string.Create(CultureInfo.InvariantCulture, $"{Row}:{Column}") : "nowhere";

    private static bool IsNear(double offset) => offset is >= -Hysteresis and <= 1 + Hysteresis;
}
