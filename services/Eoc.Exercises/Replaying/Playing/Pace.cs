namespace Eoc.Exercises.Replaying.Playing;

/// <summary>How fast the realm's time runs while it is played: so many realm seconds a second, or as fast as the host answers.</summary>
internal sealed class Pace(double? speed, TimeProvider time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private (DateTimeOffset Realm, long Wall)? _start;

    /// <summary>
    /// Waits until the realm's time may be this, or a second has passed; gives the time that it may be. The first asked for may be at once: a replay that goes
    /// on does not wait for what is past.
    /// </summary>
    public async ValueTask<DateTimeOffset> Wait(DateTimeOffset due, CancellationToken cancellation)
    {
        if (speed is not { } rate) return due;
        var (realm, wall) = _start ??= (due, time.GetTimestamp());
        var left = (due - realm) / rate - time.GetElapsedTime(wall);
        if (left <= TimeSpan.Zero) return due;
        await Task.Delay(left < Beat ? left : Beat, time, cancellation);
        var reached = realm + time.GetElapsedTime(wall) * rate;
        return left < Beat || reached > due ? due : reached;
    }
}
