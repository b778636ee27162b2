using System.Diagnostics;
using Eoc.Contracts.Rpc.V1;
using Eoc.TestServers;
using Grpc.Core;
using Grpc.Net.Client;

namespace Eoc.Benchmarks.Ours;

/// <summary>The real host in a process of its own, with a signed-in dispatcher.</summary>
internal sealed class Centre : IAsyncDisposable
{
    private readonly HostProcess _host;
    private readonly GrpcChannel _channel;
    private readonly Metadata _administrator;
    private readonly Metadata _as;
    private long _turn;

    private Centre(HostProcess host, GrpcChannel channel, Metadata administrator, Metadata @as) =>
        (_host, _channel, _administrator, _as) = (host, channel, administrator, @as);

    public static async Task<Centre> Start(string folder, params (string, string)[] settings)
    {
        var host = await HostProcess.Start(folder, settings);
        var channel = GrpcChannel.ForAddress(host.Grpc, new GrpcChannelOptions { HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true } });
        var administrator = await SignIn(channel, "admin", host.AdministratorPassword!);
        var accounts = new AccountService.AccountServiceClient(channel);
        var password = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(24));
        await accounts.CreateAccountAsync(new()
        {
            Realm = "live", Id = Guid.CreateVersion7().ToString(), Name = "bench", Role = Role.Dispatcher, Agency = "bench", Password = password,
        }, administrator);
        var centre = new Centre(host, channel, administrator, await SignIn(channel, "bench", password));
        await centre.Enrol("bench/u1");
        return centre;
    }

    /// <summary>User and system time of the host's process so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            using var process = Process.GetProcessById(_host.Id);
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Who may look.</summary>
    public Metadata Dispatcher => _as;

    /// <summary>Who may report for every unit.</summary>
    public Metadata Administrator => _administrator;

    /// <summary>A connection of its own.</summary>
    public GrpcChannel Connect(HttpMessageHandler? handler = null) =>
        GrpcChannel.ForAddress(_host.Grpc, new() { HttpHandler = handler ?? new SocketsHttpHandler(), DisposeHttpClient = true, MaxReceiveMessageSize = 16 * 1024 * 1024 });

    /// <summary>Enrols them side by side.</summary>
    public Task EnrolAll(IEnumerable<string> units) =>
        Parallel.ForEachAsync(units, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (unit, _) => await Enrol(unit));

    /// <summary>A console of this dispatcher.</summary>
    public Screen Watch() => new(new PictureStreamService.PictureStreamServiceClient(_channel).Watch(new() { Realm = "live" }, _as));

    /// <summary>So many units that report where they are.</summary>
    public async Task<Fleet> Drive(int units)
    {
        var names = Enumerable.Range(1, units).Select(unit => $"bench/v{unit}").ToList();
        await EnrolAll(names);
        return Fleet.Start(_channel, _administrator, names);
    }

    public async Task ChangeStatus() =>
        Accepted((await Units.SetUnitDutyAsync(Commands.Duty("bench/u1", ++_turn), _as)).Outcome);

    public async Task<string> Open()
    {
        var incident = Guid.CreateVersion7().ToString();
        Accepted((await Incidents.OpenIncidentAsync(new() { Header = Commands.Header(), Incident = incident, Type = "FIRE", Priority = 1, Place = "State and Madison" }, _as)).Outcome);
        return incident;
    }

    public async Task Note(string incident) => Accepted((await Incidents.NoteIncidentAsync(Commands.Note(incident), _as)).Outcome);

    /// <summary>How many notes are in the record of these incidents.</summary>
    public async Task<long> Notes(IEnumerable<string> incidents)
    {
        var count = 0L;
        foreach (var incident in incidents) count += await Notes(incident);
        return count;
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _host.DisposeAsync();
    }

    private async Task<long> Notes(string incident)
    {
        var request = new GetTimelineRequest { Realm = "live", Incident = incident };
        for (var count = 0L; ;)
        {
            var page = await Incidents.GetTimelineAsync(request, _as);
            count += page.Entries.LongCount(entry => entry.Type == "incident.noted/1");
            if (!page.More) return count;
            request.After = page.Entries[^1].Entry;
        }
    }

    private UnitService.UnitServiceClient Units => new(_channel);

    private IncidentService.IncidentServiceClient Incidents => new(_channel);

    private async Task Enrol(string unit) =>
        Accepted((await Units.EnrolUnitAsync(new() { Header = Commands.Header(), Unit = unit, CallSign = unit }, _administrator)).Outcome);

    private static async Task<Metadata> SignIn(GrpcChannel channel, string name, string password)
    {
        var answer = await new SessionService.SessionServiceClient(channel).SignInAsync(new() { Realm = "live", Account = name, Password = password });
        return new() { { "authorization", $"Bearer {answer.Token}" } };
    }

    private static void Accepted(Outcome outcome)
    {
        if (outcome.Accepted is null) throw new InvalidOperationException($"A measured command was refused: {outcome.Refusal}");
    }
}
