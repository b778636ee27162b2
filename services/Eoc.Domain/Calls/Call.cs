using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Calls;
using Eoc.Contracts.Ids;

namespace Eoc.Domain.Calls;

/// <summary>One contact with the answering point; it belongs to one incident at most.</summary>
public sealed record Call
{
    /// <summary>Before it was taken.</summary>
    public static readonly Call Unknown = new();

    /// <summary>Its id; null until it is taken.</summary>
    public CallId? Id { get; init; }

    /// <summary>The incident it belongs to.</summary>
    public IncidentId? Incident { get; init; }

    /// <summary>Who may know of that incident, when that is not the room.</summary>
    public Audience? IncidentAudience { get; init; }

    /// <summary>Whether the actor may know of the incident the call belongs to.</summary>
    public bool IncidentShowsTo(Moment moment) => IncidentAudience is not { } narrower || moment.Sees(narrower);

    /// <summary>The call after one more entry.</summary>
    public static Call Evolve(Call call, StoredFact stored) => stored.Fact switch
    {
        CallTaken taken => call with { Id = taken.Call },
        CallAttached attached => call with { Incident = attached.Incident, IncidentAudience = attached.IncidentAudience },
        CallDetached => call with { Incident = null, IncidentAudience = null },
        _ => call,
    };
}
