using Eoc.Contracts.Rpc.V1;
using Eoc.SystemTests.Running;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;

namespace Eoc.SystemTests.Permitting;

/// <summary>A whole host, and everybody of two agencies signed in at it. cfd has given cpd dispatch consent; cpd has given none.</summary>
public sealed class Staff : IAsyncLifetime
{
    private const string Password = "a long enough phrase";

    private readonly Dictionary<Person, Metadata> _sessions = [];
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("eoc-permitting-");
    private Member _host = null!;
    private GrpcChannel _channel = null!;
    private Metadata _administrator = null!;

    internal static IEnumerable<Person> Everybody => PermissionTable.Roles.SelectMany(role => new[] { "cpd", "cfd" }.Select(agency => new Person(role, agency)));

    internal CallInvoker Host => _channel.CreateCallInvoker();

    public async ValueTask InitializeAsync()
    {
        _host = new("centre", _data.FullName, Ports.Take(), "silo,edge,work", []);
        await _host.Start();
        _channel = GrpcChannel.ForAddress(_host.Ports.GrpcAddress);
        _administrator = await SignIn("admin", _host.AdministratorPassword!);
        await Furnish();
        foreach (var agency in new[] { "cpd", "cfd" }) await Hire(Role.Observer, agency, new Target(Target.Live, agency).Account);
        foreach (var person in Everybody) _sessions[person] = await Begin(person);
    }

    /// <summary>A session of the person; a fresh one for a method that ends it.</summary>
    internal async Task<Metadata> Session(Person person, bool fresh) => !fresh ? _sessions[person]
        : person.Unit is { } unit ? await Issue(unit) : await SignIn(person.Account, Password);

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _host.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private async Task Furnish()
    {
        var realm = new OpenRealmRequest { Header = Header(), Kind = RealmKind.Live, TimeZone = "America/Chicago", Title = "Live", Clock = ClockMode.Wall };
        Assert.Null((await new RealmService.RealmServiceClient(_channel).OpenRealmAsync(realm, _administrator)).Outcome.Refusal);
        var agencies = new AgencyService.AgencyServiceClient(_channel);
        foreach (var (agency, discipline) in new[] { ("cpd", Discipline.Police), ("cfd", Discipline.Fire) })
            Assert.Null((await agencies.RegisterAgencyAsync(new() { Header = Header(), Agency = agency, Name = agency, Discipline = discipline }, _administrator)).Outcome.Refusal);
        var consent = new SetDispatchConsentRequest { Header = Header(), Agency = "cfd", MayDispatch = { "cpd" } };
        Assert.Null((await agencies.SetDispatchConsentAsync(consent, _administrator)).Outcome.Refusal);
    }

    private async Task<Metadata> Begin(Person person)
    {
        if (person.Unit is { } unit) return await Issue(unit);
        await Hire(person.Role, person.Agency, person.Account);
        return await SignIn(person.Account, Password);
    }

    private async Task Hire(Role role, string agency, string name)
    {
        var request = new CreateAccountRequest
        {
            Realm = Target.Live, Id = Guid.CreateVersion7().ToString(), Name = name, Role = role, Agency = agency, Password = Password,
        };
        Assert.Null((await new AccountService.AccountServiceClient(_channel).CreateAccountAsync(request, _administrator)).Refusal);
    }

    private async Task<Metadata> SignIn(string account, string password) =>
        Bearer((await new SessionService.SessionServiceClient(_channel).SignInAsync(new() { Realm = Target.Live, Account = account, Password = password })).Token);

    private async Task<Metadata> Issue(string unit)
    {
        var request = new IssueDeviceTokenRequest { Realm = Target.Live, Unit = unit, Session = Guid.CreateVersion7().ToString() };
        return Bearer((await new SessionService.SessionServiceClient(_channel).IssueDeviceTokenAsync(request, _administrator)).Issued.Token);
    }

    private static CommandHeader Header() => new()
    {
        Realm = Target.Live, CommandId = Guid.CreateVersion7().ToString(), IssuedAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()),
    };

    private static Metadata Bearer(string token) => new() { { "authorization", $"Bearer {token}" } };
}
