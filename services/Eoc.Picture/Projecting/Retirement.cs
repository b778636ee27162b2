using Eoc.Picture.Placing;

namespace Eoc.Picture.Projecting;

/// <summary>
/// What leaves the picture by its own age, so that a picture does not grow with the years. An incident leaves an hour after it closed; a call a day
/// after it came, whatever became of it: were it to stay as long as nobody took it up, its leaving would tell of an incident that few may know.
/// </summary>
internal sealed class Retirement(RealmPicture picture)
{
    private static readonly TimeSpan AfterClosing = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterCall = TimeSpan.FromHours(24);

    private readonly PriorityQueue<Anchor, long> _due = new();
    private readonly Dictionary<Anchor, long> _dueOf = [];

    public void IncidentClosed(Anchor incident, DateTimeOffset at) => Set(incident, at + AfterClosing);

    public void IncidentReopened(Anchor incident)
    {
        _dueOf.Remove(incident);
        picture.Retire(incident, false);
    }

    public void CallTaken(Anchor call, DateTimeOffset at) => Set(call, at + AfterCall);

    /// <summary>Takes out what is due by the realm's now, Unix milliseconds.</summary>
    public void Sweep(long now)
    {
        while (_due.TryPeek(out var anchor, out var due) && due <= now)
        {
            _due.Dequeue();
            if (_dueOf.TryGetValue(anchor, out var current) && current == due && _dueOf.Remove(anchor)) picture.Retire(anchor, true);
        }
    }

    private void Set(Anchor anchor, DateTimeOffset due)
    {
        var at = due.ToUnixTimeMilliseconds();
        _dueOf[anchor] = at;
        _due.Enqueue(anchor, at);
    }
}
