using System.Collections.Concurrent;
using System.Security.Cryptography;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Acting;
using Eoc.Exercises.Demonstrating.Planning;

namespace Eoc.Exercises.Demonstrating.Playing;

/// <summary>
/// Everybody who plays, each signed in on an account or device token of the demonstration's realm: colleagues at the desks, the crews' terminals, the
/// agencies' liaisons, and the gateway that hears where all units are.
/// </summary>
internal sealed class Cast(Clients clients, Actor administrator, Ground ground, TimeProvider time)
{
    /// <summary>The account that the start link opens.</summary>
    public const string Newcomer = "dispatcher";

    private static readonly string Realm = RealmId.Demo.Value;
    private static readonly string Restricted = Audience.LawEnforcementSensitive.Label;

    private readonly ConcurrentDictionary<UnitId, Actor> _terminals = new();
    private readonly ConcurrentDictionary<AgencyId, Lazy<Task<Actor>>> _liaisons = new();

    /// <summary>Takes calls and opens incidents.</summary>
    public required Actor CallTaker { get; init; }

    /// <summary>Sends units and closes, also what few may know.</summary>
    public required Actor Dispatcher { get; init; }

    /// <summary>Watches the room and reports every unit's position.</summary>
    public required Actor Gateway { get; init; }

    /// <summary>Whether an account is one of the players'; all others are people.</summary>
    public static bool Plays(string account) => account is "call-taker" or "colleague" or "gateway" || account.StartsWith("liaison-", StringComparison.Ordinal);

    /// <summary>Makes the newcomer's account; nobody knows its password.</summary>
    public static Task Welcome(Clients clients, Actor administrator, AgencyId centre, CancellationToken cancellation) =>
        Account(clients, administrator, Person(Newcomer, Role.Dispatcher, centre), cancellation);

    /// <summary>Signs the centre's own people in.</summary>
    public static async Task<Cast> SignIn(Clients clients, Actor administrator, Ground ground, TimeProvider time, CancellationToken cancellation)
    {
        var callTaker = Enter(clients, administrator, Person("call-taker", Role.Dispatcher, ground.Centre), time, cancellation);
        var dispatcher = Enter(clients, administrator, Person("colleague", Role.Dispatcher, ground.Centre, Restricted), time, cancellation);
        var gateway = Enter(clients, administrator, Person("gateway", Role.Supervisor, ground.Centre, Restricted), time, cancellation);
        return new(clients, administrator, ground, time) { CallTaker = await callTaker, Dispatcher = await dispatcher, Gateway = await gateway };
    }

    /// <summary>The terminal in a unit.</summary>
    public Actor Terminal(UnitId unit) => _terminals.GetOrAdd(unit, id => new(
        async cancellation =>
        {
            var request = new IssueDeviceTokenRequest
            {
                Realm = Realm, Unit = id.ToString(), Session = DerivedId.From(Realm, id.ToString(), "terminal").ToString(), Audiences = { LabelsOf(id) },
            };
            return (await administrator.Ask(o => clients.Sessions.IssueDeviceTokenAsync(request, o), cancellation)).Issued.Token;
        },
        time));

    /// <summary>Who speaks for an agency.</summary>
    public Task<Actor> Liaison(AgencyId agency, CancellationToken cancellation) => _liaisons.GetOrAdd(agency, id => new(
        () => Enter(clients, administrator, Person($"liaison-{id}", Role.Liaison, id), time, cancellation))).Value;

    private string[] LabelsOf(UnitId unit) =>
        ground.Agencies.Any(agency => agency.Id == unit.Agency.Value && agency.Discipline == Discipline.Police) ? [Restricted] : [];

    private static async Task<Actor> Enter(Clients clients, Actor administrator, CreateAccountRequest person, TimeProvider time, CancellationToken cancellation)
    {
        await Account(clients, administrator, person, cancellation);
        var request = new SignInRequest { Realm = Realm, Account = person.Name, Password = person.Password };
        var actor = new Actor(async token => (await clients.Sessions.SignInAsync(request, cancellationToken: token)).Token, time);
        // Signed in before many ask at once: each would sign in for itself.
        await actor.Ask(o => clients.Sessions.GetSelfAsync(new(), o), cancellation);
        return actor;
    }

    /// <summary>An account of an earlier start gets the new password, which ends the sessions of that time.</summary>
    private static async Task Account(Clients clients, Actor administrator, CreateAccountRequest person, CancellationToken cancellation)
    {
        if ((await administrator.Ask(o => clients.Accounts.CreateAccountAsync(person, o), cancellation)).Account is not null) return;
        var reset = new ResetPasswordRequest { Realm = Realm, Account = person.Name, NewPassword = person.Password };
        await administrator.Ask(o => clients.Accounts.ResetPasswordAsync(reset, o), cancellation);
    }

    private static CreateAccountRequest Person(string name, Role role, AgencyId agency, params string[] audiences) => new()
    {
        Realm = Realm,
        Id = DerivedId.From(Realm, name, "account").ToString(),
        Name = name,
        Role = role,
        Agency = agency.Value,
        Audiences = { audiences },
        Password = Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)),
    };
}
