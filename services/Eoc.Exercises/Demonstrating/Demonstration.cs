using Eoc.Contracts.Ids;
using Eoc.Exercises.Acting;
using Eoc.Exercises.Demonstrating.Planning;
using Eoc.Exercises.Demonstrating.Playing;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Eoc.Exercises.Demonstrating;

/// <summary>
/// A city at work in the realm <c>demo</c>: calls come in, colleagues send units, crews drive, agencies answer. Everything through the public gRPC API, on
/// signed-in accounts, so that whoever looks at it sees how the system behaves. A share of the incidents is left to the newcomer at the console. The realm
/// must be empty when it begins; when its record has become long, it wants to begin anew in an empty one.
/// </summary>
public sealed partial class Demonstration(IActingHost host, string city, int seed, TimeProvider time, ILogger<Demonstration> logger)
{
    /// <summary>When it goes to sleep.</summary>
    internal Rest Rest { get; init; } = Rest.Usual;

    /// <summary>When its record is long enough.</summary>
    internal Func<int, bool, DateTimeOffset, bool> IsEnough { get; init; } = Length.IsEnough;

    /// <summary>Whether one before it had become too long: then its banner says since when this one plays.</summary>
    public bool IsAnew { get; init; }

    /// <summary>Plays until it is cancelled, or has played enough; a city without a usable pack is told in the log, and nothing is played.</summary>
    /// <param name="welcome">Called once, with the link that opens the console on the newcomer's account. Null: nobody waits for one.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether it wants to begin anew.</returns>
    public async Task<bool> Run(Action<Uri>? welcome, CancellationToken cancellation)
    {
        try
        {
            return await Play(welcome, cancellation);
        }
        catch (RpcException e) when (!cancellation.IsCancellationRequested)
        {
            LogEnded(logger, city, e.Status.Detail);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            LogStopped(logger);
        }

        return false;
    }

    private async Task<bool> Play(Action<Uri>? welcome, CancellationToken cancellation)
    {
        using var channel = Clients.Open(host.Address);
        var clients = new Clients(channel.CreateCallInvoker());
        var administrator = new Actor(host.SignInAdministrator, time);
        var (chance, started) = (new Chance(seed), time.GetTimestamp());
        var stage = new Stage(clients, administrator, chance, time);
        if (await stage.Open(city, IsAnew, cancellation) is not { } ground)
        {
            LogNobody(logger, city);
            return false;
        }

        LogReached(logger, "realm");
        // All at once: whoever has just started the host waits for it.
        var prologue = new Prologue(ground, new Wayfinding(clients, administrator), chance);
        var setting = stage.Set(ground, cancellation);
        var signing = Cast.SignIn(host, clients, administrator, ground, time, cancellation);
        var rehearsing = prologue.Rehearse(0, time.GetUtcNow(), new HashSet<UnitId>(), cancellation);
        await Cast.Welcome(clients, administrator, ground.Centre, cancellation);
        if (welcome is not null && await host.StartLink(RealmId.Demo, Cast.Newcomer, cancellation) is { } link) welcome(link);
        await setting;
        LogReached(logger, "stage");
        var cast = await signing;
        var performance = new Performance(clients, ground, cast, prologue, chance, Rest, IsEnough, time, logger);
        return await performance.Play(
            rehearsing, stage.TakeOut(ground, cast, cancellation),
            () => LogMoving(logger, ground.Title, RealmId.Demo, time.GetElapsedTime(started).TotalSeconds), cancellation);
    }

    [LoggerMessage(LogLevel.Information, "{City} moves in the realm {Realm}, {Seconds:0.0} s after the start of the demonstration (simulated; no real unit, call or person).")]
    private static partial void LogMoving(ILogger logger, string city, RealmId realm, double seconds);

    [LoggerMessage(LogLevel.Warning, "There is no demonstration: the city pack {City} has no unit that stands at a station.")]
    private static partial void LogNobody(ILogger logger, string city);

    [LoggerMessage(LogLevel.Warning, "The demonstration in the city {City} has ended: {Why} The rest of the system is not touched by it.")]
    private static partial void LogEnded(ILogger logger, string city, string why);

    [LoggerMessage(LogLevel.Debug, "Demonstration: {What} done")]
    private static partial void LogReached(ILogger logger, string what);

    [LoggerMessage(LogLevel.Debug, "The demonstration was stopped.")]
    private static partial void LogStopped(ILogger logger);
}
