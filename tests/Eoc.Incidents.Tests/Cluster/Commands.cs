using System.Security.Cryptography;
using System.Text;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Calls;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Grains;
using Eoc.Contracts.Grains.Calls;
using Eoc.Contracts.Grains.Incidents;
using Eoc.Contracts.Grains.Realms;
using Eoc.Contracts.Grains.Units;

namespace Eoc.Incidents.Tests.Cluster;

/// <summary>What the people of these tests say.</summary>
internal static class Commands
{
    public static readonly AgencyId Cfd = AgencyId.Parse("cfd");

    /// <summary>A dispatcher's command; the same id and body make the same request.</summary>
    public static CommandContext By(string account, CommandId? command = null, string body = "", DateTimeOffset? at = null)
    {
        var now = at ?? Microseconds.Truncate(TimeProvider.System.GetUtcNow());
        return new()
        {
            Command = command ?? CommandId.New(),
            Account = account,
            Agency = Cfd,
            Labels = [Audience.Room],
            OccurredAt = now,
            Source = OccurredSource.Dispatcher,
            Now = now,
            RequestHash = [.. SHA256.HashData(Encoding.UTF8.GetBytes(body))],
        };
    }

    public static async Task<UnitId> EnrolUnit(this Centre centre, RealmId realm)
    {
        var unit = UnitId.Parse($"cfd/{Guid.CreateVersion7():N}");
        Assert.NotNull((await centre.Unit(realm, unit).Enrol(By("admin"), new() { Unit = unit, CallSign = "E12", Audience = Audience.Room })).Accepted);
        return unit;
    }

    public static async Task<IncidentId> OpenIncident(this Centre centre, RealmId realm, CallId? call = null, DateTimeOffset? at = null)
    {
        var incident = IncidentId.New();
        var opened = await centre.Incident(realm, incident).Open(By("ana", at: at), Opening(incident, call));
        Assert.NotNull(opened.Accepted);
        return incident;
    }

    public static async Task<CallId> TakeCall(this Centre centre, RealmId realm)
    {
        var call = CallId.New();
        var taken = await centre.Call(realm, call).Take(By("ana"), new() { Call = call, Channel = CallChannel.Voice, CallerAudience = Audience.Room });
        Assert.NotNull(taken.Accepted);
        return call;
    }

    /// <summary>A realm of its own whose clock stands at noon until it is driven.</summary>
    public static async Task<RealmId> OpenDrivenRealm(this Centre centre, DateTimeOffset startsAt)
    {
        var realm = RealmId.Parse($"r{Guid.CreateVersion7():N}"[..32]);
        await centre.Journals.Create(realm);
        var opened = await centre.Grains.GetGrain<IRealmGrain>(StreamId.Of(realm).ToString()).Open(
            By("admin", at: startsAt),
            new() { Kind = Contracts.Events.Realms.RealmKind.Exercise, TimeZone = "America/Chicago", Title = "A drill", Clock = Contracts.Events.Realms.ClockMode.Driven, StartsAt = startsAt });
        Assert.NotNull(opened.Accepted);
        return realm;
    }

    public static OpenIncident Opening(IncidentId incident, CallId? call = null) => new()
    {
        Incident = incident, Type = "structure-fire", Priority = 2, Audience = Audience.Room, FirstCall = call, NumberYear = 2026,
    };

    public static DispatchUnit To(IncidentId incident, IfCommitted mode = IfCommitted.Refuse, AssignmentId? assignment = null) => new()
    {
        Assignment = assignment ?? AssignmentId.New(), Incident = incident, IncidentAudience = Audience.Room, IfCommitted = mode,
    };

    public static AdvanceAssignment Reached(AssignmentStep step) => new() { Step = step };

    public static EndAssignment Cleared() => new() { End = AssignmentEnd.Cleared };

    public static CloseIncident Closing() => new() { Dispositions = [new() { Agency = Cfd, Disposition = "14" }] };

    public static string? Argument(this CommandResult result, string name) => result.Refusal?.Arguments.SingleOrDefault(argument => argument.Name == name)?.Value;
}
