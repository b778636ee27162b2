using Eoc.Contracts.Events;
using Microsoft.Extensions.Logging;

namespace Eoc.Journal.Relaying;

/// <summary>Offers a message to the broker, less and less often, until it has confirmed it.</summary>
internal sealed partial class PersistentPublishing(Func<IFactPublisher?> publisher, TimeProvider time, ILogger<PersistentPublishing> log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>
    /// From one message to the next at least: what commits meanwhile goes in one. The first after a pause goes at once, and two milliseconds are less than
    /// the picture waits for more itself.
    /// </summary>
    public TimeSpan Gathering { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Whether this process has a bus at all.</summary>
    public bool HasBus => publisher() is not null;

    /// <summary>Returns when the broker has confirmed it; ends otherwise only by cancellation.</summary>
    public async Task UntilConfirmed(FactsPublished message, CancellationToken cancellation)
    {
        for (var pause = FirstPause; !await TryPublish(message, cancellation); pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            await Task.Delay(pause, time, cancellation);
    }

    /// <summary>Offers it once: the next beat will do as well.</summary>
    public Task<bool> TryBeat(FactsPublished beat, CancellationToken cancellation) => TryPublish(beat, cancellation);

    private async Task<bool> TryPublish(FactsPublished message, CancellationToken cancellation)
    {
        try
        {
            await publisher()!.Publish(message, cancellation);
            return true;
        }
        // A broker that fails just as this ends is the broker's failure still; only what ended because of the cancellation is one.
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogNotConfirmed(failure.GetBaseException().Message, message.Realm, message.Number);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bus did not take commit {Number} of {Realm} ({Why}); it is offered again.")]
    private partial void LogNotConfirmed(string why, string realm, long number);
}
