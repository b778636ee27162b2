namespace Eoc.Exercises.Replaying.Playing;

/// <summary>How fast the realm's time runs while it is played: so many realm seconds a second, or as fast as the host answers.</summary>
internal sealed class Pace(double? speed, TimeProvider time)
{
    private (DateTimeOffset Realm, long Wall)? _start;

    /// <summary>Waits until the realm's time may be this. The first asked for may be at once: a replay that goes on does not wait for what is past.</summary>
    public async ValueTask Wait(DateTimeOffset due, CancellationToken cancellation)
    {
        if (speed is not { } rate) return;
        var (realm, wall) = _start ??= (due, time.GetTimestamp());
        var left = (due - realm) / rate - time.GetElapsedTime(wall);
        if (left > TimeSpan.Zero) await Task.Delay(left, time, cancellation);
    }
}
