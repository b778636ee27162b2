using System.Collections.Immutable;
using Eoc.Contracts.Events.Calls;
using Eoc.Contracts.Ids;

namespace Eoc.Domain.Calls.Attaching;

/// <summary>Many calls, one incident: attaching and detaching are each other's undo.</summary>
public static class Attach
{
    /// <summary>The call belongs to this incident.</summary>
    public static Decision Decide(Call call, IncidentId incident, Moment moment) => call switch
    {
        { Id: null } => new NotFound(StreamKind.Call),
        { Incident: { } there } when there == incident => Decision.Nothing,
        { Incident: { } there } => new CallBelongsElsewhere(call.Id.Value, there),
        _ => new CallAttached(call.Id.Value, incident),
    };

    /// <summary>The call belongs to none after all.</summary>
    public static Decision Undo(Call call, Moment moment) => call switch
    {
        { Id: null } => new NotFound(StreamKind.Call),
        { Incident: { } there } => new CallDetached(call.Id.Value, there),
        _ => Decision.Nothing,
    };
}

/// <summary>The call belongs to another incident: detach it there first.</summary>
public sealed record CallBelongsElsewhere(CallId Call, IncidentId Incident) : Refusal("call-belongs-elsewhere")
{
    /// <inheritdoc />
    public override ImmutableArray<(string Name, object? Value)> Named => [("call", Call), ("incident", Incident)];
}
