namespace Eoc.Identity.Throttling;

/// <summary>
/// Counts tries by key and makes each try beyond the free ones wait twice as long as the one before. A try counts as failed from its beginning, so that many
/// at once cannot slip through; a success gives it back. Times are since the ledger was begun: a machine's clock that is set right must keep nobody out.
/// </summary>
internal sealed class FailureLedger(int free, TimeProvider clock)
{
    private const int MostKeys = 100_000;
    private const int MostDoublings = 10;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Tries> _tries = new(StringComparer.Ordinal);
    private readonly long _begun = clock.GetTimestamp();

    private TimeSpan Now => clock.GetElapsedTime(_begun);

    /// <summary>Begins a try; returns how long to wait first, zero when it may go on.</summary>
    public TimeSpan Begin(string key)
    {
        lock (_lock)
        {
            var now = Now;
            var tries = Recall(key, now);
            if (now < tries.NotBefore) return tries.NotBefore - now;
            _tries[key] = tries.More(free, now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>The try succeeded; it does not count.</summary>
    public void GiveBack(string key)
    {
        lock (_lock)
        {
            var now = Now;
            if (_tries.TryGetValue(key, out var tries)) _tries[key] = tries with { Count = Math.Max(0, tries.Count - 1), NotBefore = now };
        }
    }

    /// <summary>The try succeeded and proves that the earlier ones were slips.</summary>
    public void Forgive(string key)
    {
        lock (_lock) _tries.Remove(key);
    }

    private Tries Recall(string key, TimeSpan now)
    {
        if (_tries.Count >= MostKeys) Sweep(now);
        return _tries.TryGetValue(key, out var tries) && now - tries.Last < Memory ? tries : new Tries(0, now, now);
    }

    // When memory is full of keys that still count, the whole is forgotten: bounded memory comes before a perfect count.
    private void Sweep(TimeSpan now)
    {
        foreach (var (key, tries) in _tries)
        {
            if (now - tries.Last >= Memory) _tries.Remove(key);
        }

        if (_tries.Count >= MostKeys) _tries.Clear();
    }

    private readonly record struct Tries(int Count, TimeSpan Last, TimeSpan NotBefore)
    {
        public Tries More(int free, TimeSpan now)
        {
            var count = Count + 1;
            return new(count, now, count < free ? now : now + Delay(count - free));
        }

        private static TimeSpan Delay(int beyond) => TimeSpan.FromTicks(Math.Min(LongestDelay.Ticks, FirstDelay.Ticks << Math.Min(beyond, MostDoublings)));
    }
}
