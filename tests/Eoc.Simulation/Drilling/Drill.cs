using Eoc.Contracts.Grains;
using Eoc.Contracts.Grains.Incidents;
using Eoc.Domain.Incidents;
using Eoc.Domain.Incidents.Escalating;
using Eoc.Domain.Realms;
using Eoc.Incidents.FollowingUp;
using Eoc.Incidents.Incidents;
using Eoc.Incidents.Realms;
using Eoc.Incidents.Turns;
using Eoc.Journal;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Realms;
using Eoc.Journal.Relaying;
using Eoc.Simulation.Running;
using Eoc.Simulation.Working;
using Microsoft.Extensions.Logging.Abstractions;

namespace Eoc.Simulation.Drilling;

/// <summary>One process's part in a drill: a realm of its own, whose clock stands until it is moved on.</summary>
internal sealed class Drill : IFollowUpDelivery
{
    public static readonly RealmId Id = RealmId.Parse("drill");

    private readonly SimulatedTime _time;
    private readonly RealmClocks _clocks;
    private readonly Bugs _bugs;
    private readonly OpenRealm _realm;
    private readonly Activations _activations;

    public Drill(World world, Guid writer, IJournalStore store, RealmClocks clocks, PersistentPublishing publishing, SimulatedTime time, Bugs bugs)
    {
        (_time, _clocks, _bugs) = (time, clocks, bugs);
        var delivery = new PersistentDelivery(() => this, time, NullLogger<PersistentDelivery>.Instance);
        _realm = new(Id, writer, store, clocks, new(delivery, publishing, null), time);
        _activations = new(world, _realm.Journal);
    }

    public void Start(IReadOnlyList<Guid> inherited) => _realm.Start(inherited);

    public Task<T> Incident<T>(StreamId incident, Func<Turn<Incident>, Task<T>> call) =>
        _activations.Of(incident, IncidentGrain.Rules, IncidentOwes.From(incident)).Call(call);

    public Task<CommandResult> Open(CommandContext context, RealmOpenedBy opened) =>
        Clock(turn => turn.Take(context, (realm, _) => Realm.Open(realm, opened(_time.GetUtcNow())), default));

    /// <summary>As the realm's service does: what is due by then fires first.</summary>
    public async Task<CommandResult> Advance(CommandContext context, DateTimeOffset to)
    {
        if (!_bugs.HasFlag(Bugs.HurriesTheClock)) await _realm.Deadlines.FireDue(to, CancellationToken.None);
        var result = await Clock(turn => turn.Take(context, (realm, _) => Realm.Advance(realm, to, _time.GetUtcNow()), default));
        if (result.Accepted is not null && await Clock(async turn => (await turn.State(default)).Clock) is { } clock) _clocks.Notice(Id, clock);
        return result;
    }

    public async Task Deliver(FollowUp followUp, CancellationToken cancellation)
    {
        var now = await _clocks.Now(Id, cancellation) ?? followUp.OccurredAt;
        var allowed = FollowUpCommand.Read<CheckPending>(followUp).Allowed;
        var result = await Incident(
            followUp.Target, turn => turn.Take(FollowUpCommand.Context(followUp, now), (state, moment) => Pending.Decide(state, allowed, moment), default));
        if (result.Refusal?.Code == Answers.OutcomeUnknownCode) throw new JournalUnavailableException($"{followUp.Target} did not answer.");
    }

    private Task<T> Clock<T>(Func<Turn<Realm>, Task<T>> call) => _activations.Of(StreamId.Of(Id), RealmGrain.Rules, (_, _, _, _) => Owed.Nothing).Call(call);
}

/// <summary>How the realm is opened, given what the machine's clock says.</summary>
internal delegate Contracts.Events.Realms.RealmOpened RealmOpenedBy(DateTimeOffset wall);
