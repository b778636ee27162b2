using System.Collections.Immutable;
using Eoc.Contracts.Events.Calls;
using Eoc.Contracts.Ids;

namespace Eoc.Domain.Calls.Attaching;

/// <summary>
/// Many calls, one incident: attaching and detaching are each other's undo. That a call belongs somewhere cannot be hidden from who would attach it
/// elsewhere; where it belongs is.
/// </summary>
public static class Attach
{
    /// <summary>The call belongs to this incident.</summary>
    public static Decision Decide(Call call, IncidentId incident, Audience incidentAudience, Moment moment) => call switch
    {
        { Id: null } => new NotFound(StreamKind.Call),
        { Incident: { } there } when there == incident => Decision.Nothing,
        { Incident: { } there } => new CallBelongsElsewhere(call.Id.Value, call.IncidentShowsTo(moment) ? there : null),
        _ => new CallAttached(call.Id.Value, incident, incidentAudience == Audience.Room ? null : incidentAudience),
    };

    /// <summary>The call belongs to none after all. Of an incident the actor may not know nothing is taken away.</summary>
    public static Decision Undo(Call call, Moment moment) => call switch
    {
        { Id: null } => new NotFound(StreamKind.Call),
        { Incident: { } there } when call.IncidentShowsTo(moment) => new CallDetached(call.Id.Value, there),
        _ => Decision.Nothing,
    };
}

/// <summary>The call belongs to another incident: detach it there first. Which one is left out for those who may not know it.</summary>
public sealed record CallBelongsElsewhere(CallId Call, IncidentId? Incident) : Refusal("call-belongs-elsewhere")
{
    /// <inheritdoc />
    public override ImmutableArray<(string Name, object? Value)> Named => [("call", Call), ("incident", Incident)];
}
