using Microsoft.Extensions.Logging;

namespace Eoc.Journal.FollowingUp;

/// <summary>Asks the target again, less and less often, until it has taken the follow-up.</summary>
internal sealed partial class PersistentDelivery(Func<IFollowUpDelivery?> delivery, TimeProvider time, ILogger<PersistentDelivery> log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Returns when it was taken; ends otherwise only by cancellation.</summary>
    public async Task UntilTaken(FollowUp followUp, CancellationToken cancellation)
    {
        for (var pause = FirstPause; !await TryDeliver(followUp, cancellation); pause = Longer(pause))
            await Task.Delay(pause, time, cancellation);
    }

    private async Task<bool> TryDeliver(FollowUp followUp, CancellationToken cancellation)
    {
        if (delivery() is not { } deliverer) return false;
        try
        {
            await deliverer.Deliver(followUp, cancellation);
            return true;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogNotTaken(failure, followUp.Kind, followUp.Source.ToString(), followUp.Target.ToString());
            return false;
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} from {Source} was not taken by {Target}; it is offered again.")]
    private partial void LogNotTaken(Exception failure, string kind, string source, string target);
}
