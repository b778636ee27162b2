using System.Collections.Immutable;
using Eoc.Contracts.Ids;

namespace Eoc.Exercises.Demonstrating.Planning;

/// <summary>Something that happened, and how the centre will handle it.</summary>
/// <param name="Id">The incident's id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Priority">1 immediate, 2 rapid, 3 routine.</param>
/// <param name="Place">In words.</param>
/// <param name="At">Where.</param>
/// <param name="CalledAt">When the first call came.</param>
/// <param name="ForNewcomer">Whether it is left to the person at the console for a while.</param>
/// <param name="Chance">What is drawn of it.</param>
internal sealed record Case(Guid Id, OccurrenceKind Kind, int Priority, string Place, GeoPoint At, DateTimeOffset CalledAt, bool ForNewcomer, Chance Chance)
{
    private const int MostSendings = 16;

    /// <summary>As it stands in keys.</summary>
    public string Name { get; } = Id.ToString("N");

    /// <summary>Its call-taker's questions take so long.</summary>
    public DateTimeOffset OpensAt => CalledAt + Chance.Between(12, Priority == 1 ? 25 : 50, Name, "entry");

    /// <summary>The centre's own dispatcher sends units then; what is left to the newcomer waits some minutes first.</summary>
    public DateTimeOffset SendsAt => OpensAt + (ForNewcomer
        ? Chance.Between(Priority == 1 ? 120 : 300, Priority == 1 ? 180 : 540, Name, "patience")
        : Chance.Between(5, Priority switch { 1 => 15, 2 => 40, _ => 90 }, Name, "sending"));

    public string Title => Chance.Pick(Kind.Titles, Name, "title");

    public string Disposition => Chance.Pick(Kind.Dispositions, Name, "disposition");

    public string WordsOf(int caller) => Chance.Pick(Kind.Words, Name, "words", FormattableString.Invariant($"{caller}"));

    /// <summary>How many people call, and when the later ones do.</summary>
    public int Callers => 1 + (int)(Chance.Of(Name, "callers") * (Kind.MoreCallers + 1));

    public DateTimeOffset CallsAt(int caller) =>
        caller == 0 ? CalledAt : OpensAt + Chance.Between(3, 90, Name, "caller", FormattableString.Invariant($"{caller}"));

    /// <summary>The assignment of a unit to it; a unit that is sent a second time has another.</summary>
    public Guid AssignmentOf(UnitId unit, int time) => DerivedId.From(Name, unit.ToString(), "assignment", FormattableString.Invariant($"{time}"));

    /// <summary>Whether the centre sent it, and not a person at a console.</summary>
    public bool IsOurs(SeenAssignment assignment) =>
        Enumerable.Range(0, MostSendings).Any(time => AssignmentOf(assignment.Unit, time) == assignment.Assignment);

    /// <summary>How long a unit stays on the scene.</summary>
    public TimeSpan SceneOf(Guid assignment) => Chance.Between(Kind.Scene.From * 60, Kind.Scene.To * 60, Name, "scene", assignment.ToString("N"));
}
