using System.Runtime.CompilerServices;

namespace Eoc.Exercises.Reporting;

/// <summary>The times of one unit's response, in the order in which they should follow one another.</summary>
internal enum Stamp
{
    Received,
    Entry,
    Dispatch,
    Response,
    OnScene,
    Transport,
    Hospital,
    Available,
}

/// <summary>The eight times of one unit's response, UTC; any may be missing. Ticks, not nullable times: histories have millions of rows.</summary>
internal readonly struct Stamps : IEquatable<Stamps>
{
    private readonly Ticks _ticks;

    private Stamps(Ticks ticks, Stamp stamp, DateTimeOffset? time)
    {
        ticks[(int)stamp] = time?.UtcTicks ?? 0;
        _ticks = ticks;
    }

    public DateTimeOffset? this[Stamp stamp] => _ticks[(int)stamp] is var ticks and not 0 ? new(ticks, TimeSpan.Zero) : null;

    public static bool operator ==(Stamps left, Stamps right) => left.Equals(right);

    public static bool operator !=(Stamps left, Stamps right) => !left.Equals(right);

    /// <summary>The same with one time set.</summary>
    public Stamps With(Stamp stamp, DateTimeOffset? time) => new(_ticks, stamp, time);

    public bool Equals(Stamps other) => ((ReadOnlySpan<long>)_ticks).SequenceEqual(other._ticks);

    public override bool Equals(object? obj) => obj is Stamps other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_ticks[0], _ticks[1], _ticks[2], _ticks[7]);

    [InlineArray(8)]
    private struct Ticks
    {
        private long _first;
    }
}
