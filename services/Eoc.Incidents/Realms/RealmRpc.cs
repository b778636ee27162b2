using Eoc.Contracts.Events.Realms;
using Eoc.Contracts.Grains;
using Eoc.Contracts.Grains.Realms;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Incidents.Admitting;
using Eoc.Journal;
using Eoc.Journal.FallingDue;
using Eoc.Journal.Realms;
using Eoc.ServiceDefaults.Validating;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using ClockMode = Eoc.Contracts.Events.Realms.ClockMode;
using RealmKind = Eoc.Contracts.Events.Realms.RealmKind;
using Wire = Eoc.Contracts.Rpc.V1;

namespace Eoc.Incidents.Realms;

internal sealed class RealmRpc(IGrainFactory grains, CommandEdge edge, IJournals journals, IRealmClocks clocks, RealmZones zones, IDeadlines deadlines)
    : RealmService.RealmServiceBase
{
    public override async Task<OpenRealmResponse> OpenRealm(OpenRealmRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var command = Read(checks, request);
        var outcome = await edge.Send(
            new(request, request.Header, checks, context), (admitted, ct) => Open(admitted, command, ct), realmMustExist: false);
        return new() { Outcome = outcome };
    }

    public override async Task<ChooseCityResponse> ChooseCity(ChooseCityRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var command = new ChooseCity { City = checks.OptionalId<CityId>("city", request.City), TimeZone = request.TimeZone.Length == 0 ? null : request.TimeZone };
        if (command.TimeZone is not null) CheckZone(checks, command.TimeZone);
        var outcome = await edge.Send(
            new(request, request.Header, checks, context), (admitted, ct) => Choose(admitted, command, ct));
        return new() { Outcome = outcome };
    }

    public override async Task<AdvanceClockResponse> AdvanceClock(AdvanceClockRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var command = new AdvanceClock { To = checks.Time("to", request.To) };
        var outcome = await edge.Send(new(request, request.Header, checks, context), (admitted, ct) => Advance(admitted, command, ct));
        return new() { Outcome = outcome };
    }

    public override async Task<GetRealmResponse> GetRealm(GetRealmRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var realm = checks.Id<RealmId>("realm", request.Realm);
        checks.Done();
        var now = await clocks.Now(realm, context.CancellationToken) ?? throw NoSuchRealm();
        var settings = await Grain(realm).Settings(context.CancellationToken);
        return new()
        {
            Realm = request.Realm,
            Kind = (Wire.RealmKind)(settings?.Kind ?? RealmKind.Live),
            TimeZone = settings?.TimeZone ?? "Etc/UTC",
            Title = settings?.Title ?? string.Empty,
            Clock = (Wire.ClockMode)(settings?.Mode ?? ClockMode.Wall),
            Now = now.ToTimestamp(),
            City = (await Grain(realm).City(context.CancellationToken))?.ToString() ?? string.Empty,
        };
    }

    private static OpenRealm Read(RequestChecks checks, OpenRealmRequest request)
    {
        CheckZone(checks, request.TimeZone);
        var wall = request.Clock == Wire.ClockMode.Wall;
        var startsAt = wall ? checks.OptionalTime("starts_at", request.StartsAt) : checks.Time("starts_at", request.StartsAt);
        var rate = checks.Number("rate", request.Rate, 0, 1000);
        return new()
        {
            Kind = (RealmKind)checks.Choice("kind", request.Kind),
            TimeZone = request.TimeZone,
            Title = checks.Text("title", request.Title, 200),
            Clock = (ClockMode)checks.Choice("clock", request.Clock),
            StartsAt = wall ? default : startsAt ?? default,
            Rate = request.Clock == Wire.ClockMode.Running ? rate : 1,
            City = checks.OptionalId<CityId>("city", request.City),
        };
    }

    private static void CheckZone(RequestChecks checks, string zone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) checks.Violate("time_zone", "give an IANA time zone such as America/Chicago");
    }

    private async Task<CommandResult> Choose(Admitted admitted, ChooseCity command, CancellationToken cancellation)
    {
        var result = await Grain(admitted.Realm).ChooseCity(admitted.Context!, command, cancellation);
        zones.Forget(admitted.Realm);
        return result;
    }

    private async Task<CommandResult> Open(Admitted admitted, OpenRealm command, CancellationToken cancellation)
    {
        await journals.Create(admitted.Realm, cancellation);
        var result = await Grain(admitted.Realm).Open(admitted.Context!, command, cancellation);
        return await Notice(admitted.Realm, result, cancellation);
    }

    /// <summary>What is due by then fires first; only then has the realm reached that time.</summary>
    private async Task<CommandResult> Advance(Admitted admitted, AdvanceClock command, CancellationToken cancellation)
    {
        await deadlines.FireDue(admitted.Realm, command.To, cancellation);
        var result = await Grain(admitted.Realm).AdvanceClock(admitted.Context!, command, cancellation);
        return await Notice(admitted.Realm, result, cancellation);
    }

    /// <summary>The clocks of this process know the new setting before the caller does; those of others hear it from the bus.</summary>
    private async Task<CommandResult> Notice(RealmId realm, CommandResult result, CancellationToken cancellation)
    {
        if (result.Accepted is not null && await Grain(realm).Settings(cancellation) is { } s)
            clocks.Notice(realm, new ClockSetting(s.Mode, s.AnchorWall, s.AnchorRealm, s.Rate));
        return result;
    }

    private IRealmGrain Grain(RealmId realm) => grains.GetGrain<IRealmGrain>(StreamId.Of(realm).ToString());

    private static RpcException NoSuchRealm() => new(new Grpc.Core.Status(StatusCode.NotFound, "There is no such realm."));
}
