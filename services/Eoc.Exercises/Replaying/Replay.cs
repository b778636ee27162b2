using Eoc.Exercises.Acting;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Eoc.Contracts.Ids;
using Eoc.Exercises.Replaying.Planning;
using Eoc.Exercises.Replaying.Playing;
using Eoc.Exercises.Replaying.Reading;

namespace Eoc.Exercises.Replaying;

/// <summary>An import from beginning to end: check the whole file, plan, prepare the realm, play, report.</summary>
internal sealed class Replay(ReplayOptions options, StartActingHost startOwnHost, IReplayDisplay display, TimeProvider time)
{
    private const int HashDigits = 16, RealmDigits = 8;

    /// <summary>Plays the history.</summary>
    /// <exception cref="ReplayRefusedException">It cannot be played, in words for the person who asked.</exception>
    public async Task<ReplayReport> Run(CancellationToken cancellation)
    {
        var script = await Plan(cancellation);
        display.Say(FormattableString.Invariant($"{options.File.Name}: {script.Plan.Steps.Length:N0} steps into realm {script.Realm}"));
        await using var host = options.Server is { } server ? new RemoteHost(server) : await startOwnHost(cancellation);
        using var channel = Clients.Open(host.Address);
        var clients = new Clients(channel.CreateCallInvoker());
        var administrator = new Actor(host.SignInAdministrator, time);
        var started = time.GetTimestamp();
        var refused = await Play(script, host, clients, administrator, cancellation);
        var figures = await administrator.Ask(o => clients.Replays.GetReportAsync(new() { Realm = script.Realm.ToString() }, o), cancellation);
        return ReplayReport.Of(figures, script, refused, time.GetElapsedTime(started));
    }

    private async Task<ReplayScript> Plan(CancellationToken cancellation)
    {
        Check();
        string hash;
        await using (var content = options.File.OpenRead()) hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));
        using var stream = options.File.OpenRead();
        var rows = new CallHistoryReader(stream, new LocalTimes(options.Zone)).Rows().ToList();
        if (rows.Count == 0) throw new ReplayRefusedException($"{options.File.Name} has no rows.");
        var realm = options.Realm ?? RealmId.Parse($"replay-{hash[..RealmDigits]}");
        var name = options.File.Name.Length > 100 ? options.File.Name[..100] : options.File.Name;
        return new(realm, options.Agency, options.Zone.Id, $"Replay of {name} ({hash[..HashDigits]})", ReplayPlan.Of(rows));
    }

    /// <summary>A pass of its own, in constant memory, so that a bad file is refused before anything is kept of it, let alone played.</summary>
    private void Check()
    {
        using var stream = options.File.OpenRead();
        var reader = new CallHistoryReader(stream, new LocalTimes(options.Zone));
        var rows = reader.Rows().LongCount();
        if (reader.Problems.Count > 0) throw new ReplayRefusedException($"{options.File.Name} was refused:\n{string.Join('\n', reader.Problems)}");
        display.Say(FormattableString.Invariant($"{options.File.Name}: {rows:N0} rows checked"));
    }

    /// <summary>Says how to look at a replay that goes at a pace at which people can look.</summary>
    private async Task Invite(ReplayStage stage, IActingHost host, ReplayScript script, CancellationToken cancellation)
    {
        var password = await stage.Viewer(cancellation);
        display.Say(await host.StartLink(script.Realm, ReplayStage.ViewerName, cancellation) is { } link
            ? $"look at it (opens once, within 15 minutes, from this machine): {link}"
            : $"look at it in the console of {host.Address}: realm {script.Realm}, account {ReplayStage.ViewerName}, password {password}");
    }

    private async Task<ImmutableArray<RefusedStep>> Play(
        ReplayScript script, IActingHost host, Clients clients, Actor administrator, CancellationToken cancellation)
    {
        var stage = new ReplayStage(clients, script, administrator, time);
        var played = await stage.Exists(cancellation) ? await stage.Imported(cancellation) : [];
        var left = script.Plan.Steps.Count(step => !played.Contains(script.Command(step)));
        if (left == 0) return [];
        if (played.Count > 0 && !options.Resume)
            throw new ReplayRefusedException($"The realm {script.Realm} holds an interrupted import: go on with --resume, or choose another realm with --realm.");
        var cast = await stage.Prepare(cancellation);
        using var screen = options.Speed is null ? null : new ReplayScreen(clients, script, administrator, time);
        if (screen is not null) await Invite(stage, host, script, cancellation);
        var player = new ReplayPlayer(clients, script, administrator, cast, new(options.Speed, time), screen, time);
        return await display.Watch(script, progress => player.Play(played, progress, cancellation));
    }
}
