using MassTransit;

namespace Eoc.ServiceDefaults.Bus;

/// <summary>
/// Publishing that ends. A confirm that was under way when the connection broke never comes, and MassTransit waits for it for good: whoever publishes
/// one message after the other would be stuck until the process ends, long after the broker is back.
/// </summary>
internal static class BoundedPublishing
{
    /// <exception cref="TimeoutException">No confirm within the limit; the message may be on the bus all the same.</exception>
    public static async Task PublishWithin<T>(this IBus bus, T message, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
        where T : class
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await bus.Publish(message, end.Token).WaitAsync(limit, time, cancellation);
        }
        catch (TimeoutException)
        {
            await end.CancelAsync();
            throw;
        }
    }
}
