using System.Collections.Concurrent;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Acting;
using Eoc.Exercises.Demonstrating.Planning;
using Grpc.Core;

namespace Eoc.Exercises.Demonstrating.Playing;

/// <summary>
/// Everybody who plays, each signed in on an account or device token of the demonstration's realm: colleagues at the desks, the crews' terminals, the
/// agencies' liaisons, and the gateway that hears where all units are.
/// </summary>
internal sealed class Cast(IActingHost host, Clients clients, Actor administrator, Ground ground, TimeProvider time)
{
    /// <summary>The account that the start link opens.</summary>
    public const string Newcomer = "dispatcher";

    private const string StartMark = "#start=";

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

    /// <summary>Makes the newcomer's account; it has no password.</summary>
    public static Task Welcome(Clients clients, Actor administrator, AgencyId centre, CancellationToken cancellation) =>
        Account(clients, administrator, Person(Newcomer, Role.Dispatcher, centre), cancellation);

    /// <summary>Signs the centre's own people in.</summary>
    public static async Task<Cast> SignIn(IActingHost host, Clients clients, Actor administrator, Ground ground, TimeProvider time, CancellationToken cancellation)
    {
        var callTaker = Enter(host, clients, administrator, Person("call-taker", Role.Dispatcher, ground.Centre), time, cancellation);
        var dispatcher = Enter(host, clients, administrator, Person("colleague", Role.Dispatcher, ground.Centre, Restricted), time, cancellation);
        var gateway = Enter(host, clients, administrator, Person("gateway", Role.Supervisor, ground.Centre, Restricted), time, cancellation);
        return new(host, clients, administrator, ground, time) { CallTaker = await callTaker, Dispatcher = await dispatcher, Gateway = await gateway };
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
        () => Enter(host, clients, administrator, Person($"liaison-{id}", Role.Liaison, id), time, cancellation))).Value;

    private string[] LabelsOf(UnitId unit) =>
        ground.Agencies.Any(agency => agency.Id == unit.Agency.Value && agency.Discipline == Discipline.Police) ? [Restricted] : [];

    private static async Task<Actor> Enter(
        IActingHost host, Clients clients, Actor administrator, CreateAccountRequest person, TimeProvider time, CancellationToken cancellation)
    {
        await Account(clients, administrator, person, cancellation);
        var actor = new Actor(token => Open(host, clients, person.Name, token), time);
        // Signed in before many ask at once: each would sign in for itself.
        await actor.Ask(o => clients.Sessions.GetSelfAsync(new(), o), cancellation);
        return actor;
    }

    /// <summary>By a start link, as the newcomer: passwords that nobody will type only cost the start the time to hash them.</summary>
    private static async Task<string> Open(IActingHost host, Clients clients, string account, CancellationToken cancellation)
    {
        var link = await host.StartLink(RealmId.Demo, account, cancellation) ?? throw new NotSupportedException("The demonstration plays beside its own host.");
        var opened = await clients.Sessions.RedeemStartLinkAsync(new() { Secret = link.Fragment[StartMark.Length..] }, cancellationToken: cancellation);
        return opened.Session?.Token ?? throw new RpcException(new Status(StatusCode.Unauthenticated, opened.Refusal.Code));
    }

    /// <summary>One of an earlier start is there already, whatever else is answered.</summary>
    private static Task<CreateAccountResponse> Account(Clients clients, Actor administrator, CreateAccountRequest person, CancellationToken cancellation) =>
        administrator.Ask(o => clients.Accounts.CreateAccountAsync(person, o), cancellation);

    private static CreateAccountRequest Person(string name, Role role, AgencyId agency, params string[] audiences) => new()
    {
        Realm = Realm,
        Id = DerivedId.From(Realm, name, "account").ToString(),
        Name = name,
        Role = role,
        Agency = agency.Value,
        Audiences = { audiences },
    };
}
