using Eoc.Picture.Projecting;

namespace Eoc.Picture.Following;

/// <summary>
/// Flushes a picture soon after it changed, at the next of moments that are the same whatever changed: were the delay counted from the first change, a
/// hidden one would move the frames of those who may not know of it.
/// </summary>
internal sealed class FlushClock : IDisposable
{
    /// <summary>From one such moment to the next.</summary>
    public static readonly TimeSpan Grid = TimeSpan.FromMilliseconds(5);

    private readonly RealmPicture _picture;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private bool _isRequested;

    public FlushClock(RealmPicture picture, TimeProvider time)
    {
        (_picture, _time) = (picture, time);
        _timer = time.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Under the picture's lock.</summary>
    public void Request()
    {
        if (_isRequested) return;
        _isRequested = true;
        _timer.Change(TimeSpan.FromTicks(Grid.Ticks - _time.GetUtcNow().Ticks % Grid.Ticks), Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private void Flush()
    {
        lock (_picture.Gate)
        {
            _isRequested = false;
            _picture.Flush(tick: false, _picture.RealmNow.ToUnixTimeMilliseconds());
        }

        _picture.Serve();
    }
}
