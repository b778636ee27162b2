using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;

namespace Eoc.Domain.Units;

/// <summary>
/// One unit. It has a duty of its own and any number of open assignments, each with its own ladder; one is active, the others are stacked.
/// </summary>
public sealed record Unit
{
    /// <summary>Before it was enrolled.</summary>
    public static readonly Unit Unknown = new();

    /// <summary>How many ended assignments are remembered: weeks of work of a busy unit.</summary>
    public const int EndedKept = 64;

    /// <summary>Its id; null until it is enrolled.</summary>
    public UnitId? Id { get; init; }

    /// <summary>What it is.</summary>
    public UnitProfile? Profile { get; init; }

    /// <summary>Whether it can be sent, apart from its assignments.</summary>
    public Duty? Duty { get; init; }

    /// <summary>The open assignments: the active one first, then the stacked ones in order.</summary>
    public ImmutableArray<Assignment> Open { get; init; } = [];

    /// <summary>The assignments that ended last, the latest last: asked again, they are known to be over.</summary>
    public ImmutableArray<AssignmentId> Ended { get; init; } = [];

    /// <summary>The assignment it serves.</summary>
    public Assignment? Active => Open.IsEmpty ? null : Open[0];

    /// <summary>The named open assignment, or the active one when none is named.</summary>
    public Assignment? Find(AssignmentId? id) => id is { } named ? Open.FirstOrDefault(assignment => assignment.Id == named) : Active;

    /// <summary>The unit after one more entry.</summary>
    public static Unit Evolve(Unit unit, StoredFact stored) => stored.Fact switch
    {
        UnitEnrolled enrolled => unit with { Id = enrolled.Unit, Profile = enrolled.Profile, Duty = unit.Duty ?? OnDuty(stored.Header) },
        UnitDutyChanged changed => unit with { Duty = changed.Duty },
        UnitDispatched dispatched => unit.With(dispatched, stored.Header),
        AssignmentAdvanced advanced => unit.With(advanced, stored.Header.OccurredAt),
        AssignmentEnded ended => unit.With(ended),
        _ => unit,
    };

    private static Duty OnDuty(FactHeader header) => new(PrimaryStatus.Available, string.Empty, header.Actor, header.OccurredAt, null);

    private Unit With(UnitDispatched dispatched, FactHeader header)
    {
        var assignment = new Assignment(
            dispatched.Assignment, dispatched.Incident, dispatched.IncidentAudience, dispatched.By, header.Actor, header.OccurredAt,
            AssignmentStep.Dispatched, header.OccurredAt);
        return this with { Open = Standing.Order(Open.Add(assignment), dispatched.Standing) };
    }

    private Unit With(AssignmentAdvanced advanced, DateTimeOffset at)
    {
        var open = Open.Select(a => a.Id == advanced.Assignment ? a with { Step = advanced.Step, StepAt = at } : a).ToImmutableArray();
        return this with { Open = Standing.Order(open, advanced.Standing) };
    }

    private Unit With(AssignmentEnded ended) => this with
    {
        Open = Standing.Order(Open.RemoveAll(assignment => assignment.Id == ended.Assignment), ended.Standing),
        Ended = [.. Ended.TakeLast(EndedKept - 1), ended.Assignment],
    };
}

/// <summary>A unit's commitment to one incident.</summary>
/// <param name="Id">Made by whoever dispatched it.</param>
/// <param name="Incident">Where to.</param>
/// <param name="IncidentAudience">Who may know where to.</param>
/// <param name="By">The agency that asked.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="Since">When, event time.</param>
/// <param name="Step">How far it got.</param>
/// <param name="StepAt">The event time of that step.</param>
public sealed record Assignment(
    AssignmentId Id, IncidentId Incident, Audience IncidentAudience, AgencyId By, string Actor, DateTimeOffset Since, AssignmentStep Step, DateTimeOffset StepAt)
{
    /// <summary>The step whose time is later than this, if so: the order of commands stands, and the contradiction is flagged.</summary>
    public AssignmentStep? ContradictedBy(DateTimeOffset at) => at < StepAt ? Step : null;
}
