using System.Collections.Immutable;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Exercises.Demonstrating.Planning;

/// <summary>A kind of thing that happens in a city: how often, what people say of it, who is sent, how long it takes, how it ends.</summary>
/// <param name="Type">What stands on the incident, in words.</param>
/// <param name="Code">Its APCO 2.103 code, by which run cards name it.</param>
/// <param name="Weight">How often, against the others.</param>
internal sealed record OccurrenceKind(string Type, string Code, double Weight)
{
    /// <summary>1 immediate, 2 rapid, 3 routine; one of them is drawn.</summary>
    public required ImmutableArray<int> Priorities { get; init; }

    /// <summary>What is sent where no run card of the city says it.</summary>
    public required ImmutableArray<Need> Needs { get; init; }

    /// <summary>Lines for the queue.</summary>
    public required ImmutableArray<string> Titles { get; init; }

    /// <summary>What callers say.</summary>
    public required ImmutableArray<string> Words { get; init; }

    /// <summary>What crews report, in this order, from the first on scene on.</summary>
    public ImmutableArray<string> Reports { get; init; } = [];

    /// <summary>How it ends.</summary>
    public required ImmutableArray<string> Dispositions { get; init; }

    /// <summary>Minutes that a unit stays, from and to.</summary>
    public (double From, double To) Scene { get; init; } = (6, 16);

    /// <summary>How often a patient is brought to a hospital.</summary>
    public double Transport { get; init; }

    /// <summary>How many more people call about the same thing.</summary>
    public int MoreCallers { get; init; }

    /// <summary>Whose liaison writes into the log, and what.</summary>
    public (Discipline Discipline, string Line)? Liaison { get; init; }

    /// <summary>Whether only sworn agencies may know of it.</summary>
    public bool Restricted { get; init; }
}

/// <summary>Units that something needs.</summary>
/// <param name="Count">How many.</param>
/// <param name="Discipline">Whose; unspecified is anybody's.</param>
/// <param name="Kinds">Which, best first; none is any of the discipline.</param>
internal sealed record Need(int Count, Discipline Discipline, ImmutableArray<string> Kinds)
{
    /// <summary>What each must carry.</summary>
    public ImmutableArray<string> Capabilities { get; init; } = [];

    /// <summary>Whose; empty is whoever is nearest.</summary>
    public string Agency { get; init; } = string.Empty;

    /// <summary>A run card's.</summary>
    public static Need Of(RunCardNeed need) =>
        new(need.Count, Discipline.Unspecified, [need.Kind, .. need.Substitutes]) { Capabilities = [.. need.Capabilities], Agency = need.Agency };
}
