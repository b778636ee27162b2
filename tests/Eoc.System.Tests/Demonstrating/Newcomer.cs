using System.Text.RegularExpressions;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Demonstrating.Planning;
using Eoc.Exercises.Demonstrating.Watching;
using Eoc.SystemTests.Running;
using Eoc.TestServers;
using Grpc.Core;
using Grpc.Net.Client;

namespace Eoc.SystemTests.Demonstrating;

/// <summary>Whoever opened the demonstration by its link, and sees of it what its console would.</summary>
internal sealed partial class Newcomer : IAsyncDisposable
{
    private readonly GrpcChannel _channel;
    private readonly CancellationTokenSource _ending = new();
    private readonly Metadata _headers;
    private readonly HashSet<string> _incidents = [];
    private readonly Dictionary<string, NoteView> _notes = [];
    private readonly Lock _gate = new();
    private readonly Task _watching;
    private RoomMirror _mirror = new();
    private int _blocks;

    private Newcomer(GrpcChannel channel, string token)
    {
        (_channel, _headers) = (channel, new() { { "authorization", $"Bearer {token}" } });
        _watching = Watch();
    }

    /// <summary>How many blocks of positions have come.</summary>
    public int Blocks => Volatile.Read(ref _blocks);

    /// <summary>Every incident that was shown so far.</summary>
    public HashSet<string> Incidents
    {
        get
        {
            lock (_gate) return [.. _incidents];
        }
    }

    /// <summary>What its banner says.</summary>
    public string Banner { get; private set; } = string.Empty;

    /// <summary>The lines of the logs.</summary>
    public IReadOnlyList<NoteView> Notes
    {
        get
        {
            lock (_gate) return [.. _notes.Values];
        }
    }

    /// <summary>Waits for the line that the host prints, and opens the console by it.</summary>
    public static async Task<Newcomer> At(HostProcess host)
    {
        var link = await Eventually.Get("the start link", TimeSpan.FromMinutes(3), () => Task.FromResult(Link().Match(host.Output) is { Success: true } found ? found.Groups["secret"].Value : null));
        return await Open(host.Grpc, link);
    }

    public static async Task<Newcomer> Open(Uri host, string secret)
    {
        var channel = GrpcChannel.ForAddress(host);
        var session = (await new SessionService.SessionServiceClient(channel).RedeemStartLinkAsync(new() { Secret = secret })).Session;
        Assert.NotNull(session);
        return new(channel, session.Token);
    }

    /// <summary>The steps that units are at now, by assignment.</summary>
    public Dictionary<Guid, AssignmentStep> Steps()
    {
        lock (_gate) return Shown().ToDictionary(seen => seen.Assignment, seen => seen.View.Step);
    }

    /// <summary>How an assignment stands, if it is shown.</summary>
    public AssignmentView? Assignment(Guid incident, Guid assignment)
    {
        lock (_gate) return _mirror.AssignmentsOf(incident).FirstOrDefault(seen => seen.Assignment == assignment)?.View;
    }

    /// <summary>How many incidents are open.</summary>
    public int OpenIncidents() => OpenOnes().Count;

    /// <summary>The incidents that are open.</summary>
    public IReadOnlyList<string> OpenOnes()
    {
        lock (_gate) return [.. _incidents.Where(id => _mirror.Incident(Guid.Parse(id)) is { ClosedAt: null })];
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _channel.Dispose();
        _ending.Dispose();
    }

    private IEnumerable<SeenAssignment> Shown() => _incidents.SelectMany(id => _mirror.AssignmentsOf(Guid.Parse(id)));

    /// <summary>Anew whenever the stream breaks, as a console does.</summary>
    private async Task Watch()
    {
        while (true)
        {
            try
            {
                await Follow();
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.NotFound)
            {
                lock (_gate) _mirror = new();
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, _ending.Token);
            }
        }
    }

    private async Task Follow()
    {
        using var call = new PictureStreamService.PictureStreamServiceClient(_channel).Watch(new() { Realm = "demo" }, _headers, cancellationToken: _ending.Token);
        await foreach (var message in call.ResponseStream.ReadAllAsync(_ending.Token))
        {
            lock (_gate) Take(message);
        }
    }

    private void Take(WatchResponse message)
    {
        _mirror.Take(message);
        foreach (var upsert in message.Channels.SelectMany(frame => frame.Changes).Select(change => change.Upsert).OfType<Upsert>())
        {
            if (upsert.Kind == EntityKind.Incident) _incidents.Add(upsert.Id);
            else if (upsert.Kind == EntityKind.Note) _notes[upsert.Id] = upsert.Note;
            else if (upsert.Kind == EntityKind.Realm) Banner = upsert.Realm.Title;
        }

        if (message.Channels.Any(frame => frame.Positions.Count > 0)) Interlocked.Increment(ref _blocks);
    }

    [GeneratedRegex("#start=(?<secret>\\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
