using System.Globalization;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Acting;
using Eoc.Exercises.Demonstrating.Planning;
using Google.Protobuf.WellKnownTypes;

namespace Eoc.Exercises.Demonstrating.Playing;

/// <summary>What the administrator prepares: the realm in its city, the agencies and whom they let send their units, the roster.</summary>
internal sealed class Stage(Clients clients, Actor administrator, Chance chance, TimeProvider time)
{
    private const int AtOnce = 24;

    /// <summary>Opens the realm; the ground is what its city pack says, null when that has nobody to send.</summary>
    /// <param name="city">The pack's name.</param>
    /// <param name="anew">Whether it follows another: whoever watched that one reads on the banner why all is different.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Ground?> Open(string city, bool anew, CancellationToken cancellation)
    {
        var cities = (await administrator.Ask(o => clients.Cities.ListCitiesAsync(new(), o), cancellation)).Cities;
        var zone = cities.FirstOrDefault(known => known.City == city)?.TimeZone ?? "Etc/UTC";
        var open = new OpenRealmRequest
        {
            Header = Header("realm"), Kind = RealmKind.Demonstration, TimeZone = zone, Title = anew ? Anew(zone) : "Demonstration", Clock = ClockMode.Wall, City = city,
        };
        await administrator.Ask(o => clients.Realms.OpenRealmAsync(open, o), cancellation);
        return Ground.Of(await administrator.Ask(o => clients.Cities.GetCityAsync(new() { Realm = RealmId.Demo.Value }, o), cancellation));
    }

    private string Anew(string zone) =>
        string.Create(CultureInfo.InvariantCulture, $"Begun anew, with an empty record, on {TimeZoneInfo.ConvertTimeBySystemTimeZoneId(time.GetUtcNow(), zone):d MMMM 'at' HH:mm}");

    /// <summary>Registers agencies and units, many at once.</summary>
    public async Task Set(Ground ground, CancellationToken cancellation)
    {
        await Each(ground.Agencies, agency => Register(agency, ground.Centre, cancellation), cancellation);
        await Each(ground.Units, unit => Enrol(unit, cancellation), cancellation);
    }

    private async Task Register(CityAgency agency, AgencyId centre, CancellationToken cancellation)
    {
        var register = new RegisterAgencyRequest { Header = Header($"agency {agency.Id}"), Agency = agency.Id, Name = agency.Name, Discipline = agency.Discipline };
        await administrator.Ask(o => clients.Agencies.RegisterAgencyAsync(register, o), cancellation);
        var consent = new SetDispatchConsentRequest { Header = Header($"consent {agency.Id}"), Agency = agency.Id };
        // In the demonstration every agency lets the centre send its units: who looks at it for the first time sends them from there.
        consent.MayDispatch.Add(agency.MayDispatch.Append(centre.Value).Where(other => other != agency.Id).Distinct());
        await administrator.Ask(o => clients.Agencies.SetDispatchConsentAsync(consent, o), cancellation);
    }

    private async Task Enrol(GroundUnit unit, CancellationToken cancellation)
    {
        var enrol = new EnrolUnitRequest { Header = Header($"unit {unit.Id}"), Unit = unit.Id.ToString(), CallSign = unit.CallSign, Kind = unit.Kind, Station = unit.Station };
        await administrator.Ask(o => clients.Units.EnrolUnitAsync(enrol, o), cancellation);
    }

    /// <summary>Takes the units out of service that have a defect.</summary>
    public Task TakeOut(Ground ground, Cast cast, CancellationToken cancellation) =>
        Each(ground.Units.Where(unit => Defects.Has(chance, unit.Id)), unit => cast.Gateway.Ask(o => clients.Units.SetUnitDutyAsync(Out(unit), o), cancellation), cancellation);

    private SetUnitDutyRequest Out(GroundUnit unit) => new()
    {
        Header = Header($"duty {unit.Id}"),
        Unit = unit.Id.ToString(),
        Status = PrimaryStatus.NotAvailable,
        Reason = Defects.ReasonOf(chance, unit.Id),
        Until = (time.GetUtcNow() + Defects.Until(chance, unit.Id)).ToTimestamp(),
    };

    private CommandHeader Header(string what) => new()
    {
        Realm = RealmId.Demo.Value,
        CommandId = DerivedId.From(RealmId.Demo.Value, FormattableString.Invariant($"{chance.Seed}"), what).ToString(),
        IssuedAt = time.GetUtcNow().ToTimestamp(),
        Source = OccurredSource.System,
    };

    private static Task Each<T>(IEnumerable<T> all, Func<T, Task> act, CancellationToken cancellation) =>
        Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (one, _) => await act(one));
}
