using Eoc.Journal.FollowingUp;
using Eoc.Journal.Relaying;

namespace Eoc.Journal.Leasing;

/// <summary>Says every second that this writer is alive, and takes over from those that no longer do.</summary>
internal sealed class LeaseKeeper(Guid writer, IJournalStore store, Courier courier, Relay relay, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private ITimer? _timer;
    private int _beating;

    public void Start() => _timer = time.CreateTimer(_ => _ = Beat(), null, Interval, Interval);

    /// <summary>Renews the lease and inherits what is to be inherited.</summary>
    public async Task Beat()
    {
        if (Interlocked.Exchange(ref _beating, 1) == 1) return;
        try
        {
            await store.Renew(writer, _stop.Token);
            var inherited = await store.Inherit(writer, _stop.Token);
            if (inherited.Count == 0) return;
            courier.ReadRows();
            relay.Inherit(inherited);
        }
        catch (Exception failure) when (failure is JournalUnavailableException or OperationCanceledException)
        {
            // The next beat tries again; if the lease ends meanwhile, another process takes over and no harm is done.
        }
        finally
        {
            Volatile.Write(ref _beating, 0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_timer is not null) await _timer.DisposeAsync();
        await _stop.CancelAsync();
        try
        {
            await store.Release(writer);
        }
        catch (JournalUnavailableException)
        {
            // Then it ends by itself.
        }
    }
}
