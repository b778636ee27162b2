using Eoc.Exercises.Acting;
using System.Security.Cryptography;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Replaying.Planning;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Eoc.Exercises.Replaying.Playing;

/// <summary>
/// What the administrator prepares: a realm whose clock the replay drives, the agency, its units, its dispatchers' accounts, a token for each unit.
/// Preparing again is answered as the first time; only the passwords and tokens are new, which ends the sessions of a replay still at it.
/// </summary>
internal sealed class ReplayStage(Clients clients, ReplayScript script, Actor administrator, TimeProvider time)
{
    /// <summary>Who looks at the replay and changes nothing.</summary>
    public const string ViewerName = "viewer";

    private const int Dispatchers = 4;

    /// <summary>Whether the realm is there already.</summary>
    public async Task<bool> Exists(CancellationToken cancellation)
    {
        try
        {
            await administrator.Ask(o => clients.Realms.GetRealmAsync(new() { Realm = script.Realm.ToString() }, o), cancellation);
            return true;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            return false;
        }
    }

    /// <summary>The ids of the commands that took effect before.</summary>
    public async Task<HashSet<Guid>> Imported(CancellationToken cancellation)
    {
        var imported = new HashSet<Guid>();
        var options = (await administrator.Options(cancellation)).WithDeadline((time.GetUtcNow() + TimeSpan.FromMinutes(10)).UtcDateTime);
        using var call = clients.Replays.ListImported(new() { Realm = script.Realm.ToString() }, options);
        await foreach (var message in call.ResponseStream.ReadAllAsync(cancellation))
        {
            for (var at = 0; at + 16 <= message.Commands.Length; at += 16) imported.Add(new(message.Commands.Span.Slice(at, 16), bigEndian: true));
        }

        return imported;
    }

    /// <summary>Prepares the realm and signs everybody in.</summary>
    public async Task<ReplayCast> Prepare(CancellationToken cancellation)
    {
        await Done($"The realm {script.Realm}", administrator.Ask(o => clients.Realms.OpenRealmAsync(Realm(), o), cancellation), r => r.Outcome);
        await Done($"The agency {script.Agency}", administrator.Ask(o => clients.Agencies.RegisterAgencyAsync(Agency(), o), cancellation), r => r.Outcome);
        foreach (var unit in script.Plan.Units)
            await Done(unit.Name, administrator.Ask(o => clients.Units.EnrolUnitAsync(Enrol(unit), o), cancellation), r => r.Outcome);
        var dispatchers = new Actor[Dispatchers];
        for (var number = 0; number < Dispatchers; number++) dispatchers[number] = await Dispatcher(FormattableString.Invariant($"dispatcher-{number + 1}"), cancellation);
        return new(script, dispatchers, script.Plan.Units.ToDictionary(unit => unit.Slug, Device));
    }

    /// <summary>Makes the account of those who look, and gives its password.</summary>
    public Task<string> Viewer(CancellationToken cancellation) => Enter(ViewerName, Role.Observer, cancellation);

    private async Task<string> Enter(string name, Role role, CancellationToken cancellation)
    {
        var password = Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));
        await administrator.Ask(o => clients.Accounts.CreateAccountAsync(Account(name, role, password), o), cancellation);
        var reset = new ResetPasswordRequest { Realm = script.Realm.ToString(), Account = name, NewPassword = password };
        if ((await administrator.Ask(o => clients.Accounts.ResetPasswordAsync(reset, o), cancellation)).Refusal is { } refusal)
            throw new ReplayRefusedException($"The account {name} was refused: {refusal.Code}.");
        return password;
    }

    private async Task<Actor> Dispatcher(string name, CancellationToken cancellation)
    {
        var password = await Enter(name, Role.Dispatcher, cancellation);
        var request = new SignInRequest { Realm = script.Realm.ToString(), Account = name, Password = password };
        return new(async token => (await clients.Sessions.SignInAsync(request, cancellationToken: token)).Token, time);
    }

    private Actor Device(PlannedUnit unit) => new(
        async cancellation =>
        {
            var request = new IssueDeviceTokenRequest
            {
                Realm = script.Realm.ToString(), Unit = script.Unit(unit.Slug), Session = script.Once($"device {unit.Slug}").ToString(),
            };
            var reply = await administrator.Ask(o => clients.Sessions.IssueDeviceTokenAsync(request, o), cancellation);
            return reply.Issued?.Token ?? throw new ReplayRefusedException($"A token for {unit.Name} was refused: {reply.Refusal.Code}.");
        },
        time);

    private OpenRealmRequest Realm() => new()
    {
        Header = Header("realm"),
        Kind = RealmKind.Replay,
        TimeZone = script.Zone,
        Title = script.Title,
        Clock = ClockMode.Driven,
        StartsAt = script.Plan.Steps[0].Due.ToTimestamp(),
    };

    private RegisterAgencyRequest Agency() => new()
    {
        Header = Header("agency"), Agency = script.Agency.ToString(), Name = script.Agency.ToString(), Discipline = Discipline.Fire,
    };

    private EnrolUnitRequest Enrol(PlannedUnit unit) => new()
    {
        Header = Header($"unit {unit.Slug}"), Unit = script.Unit(unit.Slug), CallSign = unit.Name, Kind = unit.Kind,
    };

    private CreateAccountRequest Account(string name, Role role, string password) => new()
    {
        Realm = script.Realm.ToString(), Id = script.Once($"account {name}").ToString(), Name = name, Role = role,
        Agency = script.Agency.ToString(), Password = password,
    };

    private CommandHeader Header(string what) => new()
    {
        Realm = script.Realm.ToString(), CommandId = script.Once(what).ToString(), IssuedAt = time.GetUtcNow().ToTimestamp(), Source = OccurredSource.Import,
    };

    private static async Task Done<T>(string what, Task<T> asked, Func<T, Outcome> outcome)
    {
        if (outcome(await asked).Refusal is not { } refusal) return;
        throw new ReplayRefusedException(
            refusal.Code is "already-exists" or "command-id-reused"
                ? $"{what} holds something else already: another file, or this one by another zone. Choose another realm with --realm."
                : $"{what} was refused: {refusal.Code}.");
    }
}

/// <summary>Everybody who plays.</summary>
internal sealed class ReplayCast(ReplayScript script, Actor[] dispatchers, IReadOnlyDictionary<string, Actor> units)
{
    /// <summary>Whose step it is: the crew's own, or that of the dispatcher who has the call from beginning to end.</summary>
    public Actor For(PlanStep step) =>
        step.IsOfCrew ? units[step.Row.Unit] : dispatchers[script.Incident(step).ToByteArray()[0] % dispatchers.Length];
}
