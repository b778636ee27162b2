using Eoc.Contracts.Events.Realms;
using Eoc.Contracts.Grains;
using Eoc.Contracts.Grains.Realms;
using Eoc.Contracts.Ids;
using Eoc.Domain.Realms;
using Eoc.Incidents.Turns;
using Eoc.Journal.Sessions;

namespace Eoc.Incidents.Realms;

[GrainType("realm")]
internal sealed class RealmGrain(Streams streams, TimeProvider time) : Grain, IRealmGrain
{
    internal static readonly StreamRules<Realm> Rules = new(Realm.Unknown, Realm.Evolve, "realm/1");

    private RealmId _realm;
    private Turn<Realm> _turn = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _realm = StreamId.Parse(this.GetPrimaryKeyString()).Realm;
        _turn = await streams.Open(this.GetPrimaryKeyString(), Rules, (_, _, _, _) => Owed.Nothing, cancellationToken);
    }

    public Task<CommandResult> Open(CommandContext context, OpenRealm command, CancellationToken cancellation = default)
    {
        var wall = time.GetUtcNow();
        var clock = new ClockSetting(command.Clock, wall, command.Clock == ClockMode.Wall ? wall : command.StartsAt, command.Rate);
        return _turn.Take(
            context, (realm, _) => Realm.Open(realm, new(_realm, command.Kind, command.TimeZone, command.Title, clock, command.City)), cancellation);
    }

    public Task<CommandResult> AdvanceClock(CommandContext context, AdvanceClock command, CancellationToken cancellation = default) =>
        _turn.Take(context, (realm, _) => Realm.Advance(realm, command.To, time.GetUtcNow()), cancellation);

    public Task<CommandResult> ChooseCity(CommandContext context, ChooseCity command, CancellationToken cancellation = default) =>
        _turn.Take(context, (realm, _) => Realm.Choose(realm, command.City, command.TimeZone), cancellation);

    public async Task<CityId?> City(CancellationToken cancellation = default) => (await _turn.State(cancellation)).City;

    public async Task<RealmSettings?> Settings(CancellationToken cancellation = default)
    {
        var realm = await _turn.State(cancellation);
        if (realm.TimeZone is not { } zone) return null;
        // Live needs no opening.
        var clock = realm.Clock ?? new(ClockMode.Wall, default, default, 1);
        return new()
        {
            Kind = realm.Opened?.Kind ?? RealmKind.Live,
            TimeZone = zone,
            Title = realm.Opened?.Title ?? string.Empty,
            Mode = clock.Mode,
            AnchorWall = clock.AnchorWall,
            AnchorRealm = clock.AnchorRealm,
            Rate = clock.Rate,
        };
    }
}
