namespace Eoc.Journal.Relaying;

/// <summary>The relays of this process, one for each open realm.</summary>
public interface IRelays
{
    /// <summary>
    /// Publishes what is left and ends; for whoever stops the bus, before it does. When the patience ends first, the rest is published by whoever
    /// takes over, or after the next start.
    /// </summary>
    Task FinishRelaying(CancellationToken patience);
}
