using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Tests.Probing;
using Grpc.Core;

namespace Eoc.Identity.Tests.Authorising;

/// <summary>Roles × requests against the probe's policy. cfd has given cpd dispatch consent; nobody else has given any.</summary>
public sealed class Reaching(Reaching.Callers callers) : IClassFixture<Reaching.Callers>
{
    private const StatusCode Ok = StatusCode.OK;
    private const StatusCode No = StatusCode.PermissionDenied;
    private const StatusCode Bad = StatusCode.InvalidArgument;

    /// <summary>A stream that is let on by mistake is not waited for.</summary>
    private static DateTime Soon => TimeProvider.System.GetUtcNow().UtcDateTime + TimeSpan.FromSeconds(30);

    [Theory]
    // request                     dispatcher liaison supervisor administrator device planner observer
    [InlineData("own unit",          Ok, Ok, Ok, Ok, Ok, No, No)]
    [InlineData("another own unit",  Ok, Ok, Ok, Ok, No, No, No)]
    [InlineData("consented unit",    Ok, No, Ok, Ok, No, No, No)]
    [InlineData("foreign unit",      No, No, Ok, Ok, No, No, No)]
    [InlineData("own then foreign",  No, No, Ok, Ok, No, No, No)]
    [InlineData("own part",          Ok, Ok, Ok, Ok, Ok, No, No)]
    [InlineData("foreign part",      No, No, Ok, Ok, No, No, No)]
    [InlineData("own agency",        Ok, Ok, Ok, Ok, Ok, No, No)]
    [InlineData("foreign agency",    No, No, Ok, Ok, No, No, No)]
    [InlineData("other realm",       No, No, No, Ok, No, No, No)]
    [InlineData("own account",       Ok, Ok, Ok, Ok, Ok, No, No)]
    [InlineData("other account",     No, No, Ok, Ok, No, No, No)]
    [InlineData("no realm",          Bad, Bad, Bad, Bad, Bad, No, No)]
    [InlineData("no header",         Bad, Bad, Bad, Bad, Bad, No, No)]
    [InlineData("bad realm",         Bad, Bad, Bad, Bad, Bad, No, No)]
    [InlineData("bad unit",          Bad, Bad, Ok, Ok, Bad, No, No)]
    [InlineData("empty unit",        Bad, Bad, Ok, Ok, Bad, No, No)]
    [InlineData("bad agency",        Bad, Bad, Ok, Ok, Bad, No, No)]
    public async Task ends_where_the_grant_ends(
        string request, StatusCode dispatcher, StatusCode liaison, StatusCode supervisor, StatusCode administrator, StatusCode device, StatusCode planner,
        StatusCode observer)
    {
        StatusCode[] expected = [dispatcher, liaison, supervisor, administrator, device, planner, observer];
        var actual = new List<StatusCode>();
        foreach (var role in Callers.Roles) actual.Add(await callers.Ask(role, request));

        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(Role.Device, "cpd/b12", "cpd/b13")]
    [InlineData(Role.Liaison, "cpd/b12", "cfd/e1")]
    public async Task is_judged_for_every_message_of_a_stream(Role role, string own, string foreign)
    {
        using var call = callers.Host.Probe.Report(callers.Sessions[role], Soon);
        await call.RequestStream.WriteAsync(Given.Probe("live", own));
        await call.RequestStream.WriteAsync(Given.Probe("", own)); // goes on with the first message's realm
        await call.RequestStream.WriteAsync(Given.Probe("live", foreign));

        Assert.Equal(No, await Given.StatusOf(async () => await call));
    }

    [Theory]
    [InlineData("live", "cpd/b12", Ok)]
    [InlineData("drill", "cpd/b12", No)]
    [InlineData("", "cpd/b12", Bad)]
    public async Task of_a_stream_needs_a_realm_in_the_first_message(string realm, string unit, StatusCode expected)
    {
        using var call = callers.Host.Probe.Report(callers.Sessions[Role.Device], Soon);
        await call.RequestStream.WriteAsync(Given.Probe(realm, unit));
        await Given.StatusOf(() => call.RequestStream.CompleteAsync());

        Assert.Equal(expected, await Given.StatusOf(async () => await call));
    }

    [Fact]
    public async Task is_refused_in_words_that_tell_nothing()
    {
        var denied = new List<string>();
        foreach (var request in new[] { "foreign unit", "foreign agency", "other realm", "other account" })
        {
            var failure = await Assert.ThrowsAsync<RpcException>(async () => await callers.Host.Probe.AskAsync(Callers.Request(request, Role.Liaison), callers.Sessions[Role.Liaison]));
            denied.Add(failure.Status.Detail + failure.Trailers.Count);
        }

        Assert.Single(denied.Distinct());
    }

    public sealed class Callers : IAsyncLifetime
    {
        public static readonly Role[] Roles = [Role.Dispatcher, Role.Liaison, Role.Supervisor, Role.Administrator, Role.Device, Role.Planner, Role.Observer];

        private Store _store = null!;
        internal IdentityHost Host { get; private set; } = null!;
        internal Dictionary<Role, Metadata> Sessions { get; } = [];

        public async ValueTask InitializeAsync()
        {
            _store = await Store.Create(Backend.Sqlite);
            Host = await IdentityHost.Start(_store);
            foreach (var role in Roles) Sessions[role] = role == Role.Device ? await Host.Device("cpd/b12") : await Host.SignedIn(role);
        }

        internal Task<StatusCode> Ask(Role role, string request) =>
            Given.StatusOf(async () => await Host.Probe.AskAsync(Request(request, role), Sessions[role]));

        internal static ProbeRequest Request(string name, Role role) => name switch
        {
            "own unit" => Given.Probe("live", "cpd/b12"),
            "another own unit" => Given.Probe("live", "cpd/b13"),
            "consented unit" => Given.Probe("live", "cfd/e1"),
            "foreign unit" => Given.Probe("live", "cta/7"),
            "own then foreign" => Given.Probe("live", "cpd/b12", "cta/7"),
            "own part" => new() { Header = new() { Realm = "live" }, Parts = { new ProbePart { Agency = "cpd" } } },
            "foreign part" => new() { Header = new() { Realm = "live" }, Parts = { new ProbePart { Agency = "cpd" }, new ProbePart { Agency = "cta" } } },
            "own agency" => new() { Header = new() { Realm = "live" }, Agency = "cpd" },
            "foreign agency" => new() { Header = new() { Realm = "live" }, Agency = "cta" },
            "other realm" => Given.Probe("drill", "cpd/b12"),
            "own account" => new() { Header = new() { Realm = "live" }, Account = role == Role.Device ? "cpd/b12" : Given.Name(role, "cpd") },
            "other account" => new() { Header = new() { Realm = "live" }, Account = "somebody-else" },
            "no realm" => Given.Probe("", "cpd/b12"),
            "no header" => new() { Units = { "cpd/b12" } },
            "bad realm" => Given.Probe("Live!", "cpd/b12"),
            "bad unit" => Given.Probe("live", "CFD/E 1"),
            "empty unit" => Given.Probe("live", ""),
            "bad agency" => new() { Header = new() { Realm = "live" }, Agency = "C F D" },
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such request."),
        };

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            await _store.DisposeAsync();
        }
    }
}
