using System.Text.Json;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Calls;
using Eoc.Contracts.Grains;
using Eoc.Contracts.Grains.Calls;
using Eoc.Contracts.Grains.Incidents;
using Eoc.Contracts.Ids;
using Eoc.Domain.Calls;
using Eoc.Incidents.FollowingUp;
using Eoc.Incidents.Turns;
using Eoc.Journal.Sessions;
using Attaching = Eoc.Domain.Calls.Attaching;
using Taking = Eoc.Domain.Calls.Taking;

namespace Eoc.Incidents.Calls;

[GrainType("call")]
internal sealed class CallGrain(Streams streams) : Grain, ICallGrain
{
    internal static readonly StreamRules<Call> Rules = new(Call.Unknown, Call.Evolve, "call/1");

    private Turn<Call> _turn = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _turn = await streams.Open(this.GetPrimaryKeyString(), Rules, Owes(StreamId.Parse(this.GetPrimaryKeyString()).Realm), cancellationToken);

    public Task<CommandResult> Take(CommandContext context, TakeCall command, CancellationToken cancellation = default) =>
        _turn.Take(context, (call, moment) => Taking.Take.Decide(call, new(command.Call, Details(command)), moment), cancellation);

    public Task<CommandResult> Attach(CommandContext context, AttachCall command, CancellationToken cancellation = default) =>
        _turn.Take(context, (call, moment) => Attaching.Attach.Decide(call, command.Incident, command.IncidentAudience ?? Audience.Room, moment), cancellation);

    public Task<CommandResult> Detach(CommandContext context, DetachCall command, CancellationToken cancellation = default) =>
        _turn.Take(context, Attaching.Attach.Undo, cancellation);

    public async Task<CallStanding> Standing(CancellationToken cancellation = default)
    {
        var call = await _turn.State(cancellation);
        return new() { Exists = call.Id is not null, Incident = call.Incident, IncidentAudience = call.IncidentAudience };
    }

    /// <summary>A call tells its incident that it belongs there, or no longer.</summary>
    internal static Owes<Call> Owes(RealmId realm) => (_, fact, version, _) => fact switch
    {
        CallAttached attached => Tell(realm, attached.Incident, attached.Call, true, version),
        CallDetached detached => Tell(realm, detached.Incident, detached.Call, false, version),
        _ => Owed.Nothing,
    };

    private static Owed Tell(RealmId realm, IncidentId incident, CallId call, bool attached, long version)
    {
        var news = new ListCall { Call = call, Attached = attached, CallVersion = version };
        return new([new(StreamId.Of(realm, incident), FollowUpKinds.ListCall, JsonSerializer.SerializeToUtf8Bytes(news, WireJson.Options))], []);
    }

    private static CallDetails Details(TakeCall command) => new(
        command.Channel, command.CallbackNumber, command.CallerName, command.Place, command.Position, command.Narrative, command.CallerAudience);
}
