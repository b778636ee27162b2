namespace Eoc.Contracts.Events;

/// <summary>Times as they are stored and hashed: whole microseconds since 1970-01-01T00:00:00Z.</summary>
public static class Microseconds
{
    /// <summary>The stored form; what is finer than a microsecond is cut off.</summary>
    public static long From(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time, UTC.</summary>
    public static DateTimeOffset ToTime(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>The time as it will be read back.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset time) => ToTime(From(time));
}
