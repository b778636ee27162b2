using System.Globalization;
using Eoc.Contracts.Rpc.V1;
using Eoc.Fuzz.Tests.Hosting;
using Eoc.TestServers;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Xunit;

[assembly: AssemblyFixture(typeof(FuzzedHost))]

namespace Eoc.Fuzz.Tests.Hosting;

/// <summary>One real host for the whole suite, with a realm, an agency, a unit, and somebody in every role. It must survive all of it.</summary>
public sealed class FuzzedHost : IAsyncLifetime
{
    public const string Realm = "fuzz";
    public const string Agency = "sffd";
    public const string Unit = "sffd/e1";

    private const string Password = "Strange-and-long-1906";

    private readonly Dictionary<Role, string> _tokens = [];
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("eoc-fuzz-");
    private HostProcess? _host;
    private GrpcChannel? _channel;

    public HostProcess Host => _host ?? throw new InvalidOperationException("Not started.");

    /// <summary>Whether the process still runs.</summary>
    public bool IsAlive => Directory.Exists($"/proc/{Host.Id}");

    /// <summary>Resident memory of the host's process, bytes. Those who compare it run one after the other: they are of one collection of this name.</summary>
    public long ResidentBytes => File.ReadLines($"/proc/{Host.Id}/status").Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024).Single();

    public GrpcChannel Channel => _channel ?? throw new InvalidOperationException("Not started.");

    public string TokenOf(Role role) => _tokens[role];

    public async ValueTask InitializeAsync()
    {
        _host = await HostProcess.Start(_data.FullName);
        _channel = GrpcChannel.ForAddress(_host.Grpc);
        _tokens[Role.Administrator] = await SignIn("live", "admin", _host.AdministratorPassword!);
        var administrator = As(Role.Administrator);
        await new RealmService.RealmServiceClient(Channel).OpenRealmAsync(
            new() { Header = Header(), Kind = RealmKind.Exercise, TimeZone = "America/Los_Angeles", Title = "Fuzz", Clock = ClockMode.Wall }, administrator);
        await new AgencyService.AgencyServiceClient(Channel).RegisterAgencyAsync(
            new() { Header = Header(), Agency = Agency, Name = "Fire", Discipline = Discipline.Fire }, administrator);
        await new UnitService.UnitServiceClient(Channel).EnrolUnitAsync(new() { Header = Header(), Unit = Unit, CallSign = "E1" }, administrator);
        foreach (var role in (Role[])[Role.Dispatcher, Role.Liaison, Role.Planner, Role.Supervisor, Role.Observer]) _tokens[role] = await Hire(role, administrator);
        _tokens[Role.Device] = (await new SessionService.SessionServiceClient(Channel).IssueDeviceTokenAsync(
            new() { Realm = Realm, Unit = Unit, Session = Guid.CreateVersion7().ToString() }, administrator)).Issued.Token;
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        if (_host is not null) await _host.DisposeAsync();
        _data.Delete(recursive: true);
    }

    public static CommandHeader Header() => new()
    {
        Realm = Realm,
        CommandId = Guid.CreateVersion7().ToString(),
        IssuedAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()),
    };

    public Metadata As(Role role) => new() { { "authorization", $"Bearer {TokenOf(role)}" } };

    private async Task<string> Hire(Role role, Metadata administrator)
    {
        var name = role.ToString().ToLowerInvariant();
        var made = await new AccountService.AccountServiceClient(Channel).CreateAccountAsync(
            new() { Realm = Realm, Id = Guid.CreateVersion7().ToString(), Name = name, Role = role, Agency = Agency, Password = Password }, administrator);
        Assert.Null(made.Refusal);
        return await SignIn(Realm, name, Password);
    }

    private async Task<string> SignIn(string realm, string account, string password) =>
        (await new SessionService.SessionServiceClient(Channel).SignInAsync(new() { Realm = realm, Account = account, Password = password })).Token;
}
