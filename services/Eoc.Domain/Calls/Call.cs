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

    /// <summary>The call after one more entry.</summary>
    public static Call Evolve(Call call, StoredFact stored) => stored.Fact switch
    {
        CallTaken taken => call with { Id = taken.Call },
        CallAttached attached => call with { Incident = attached.Incident },
        CallDetached => call with { Incident = null },
        _ => call,
    };
}
