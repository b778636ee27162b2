namespace Eoc.Journal.Grouping;

/// <summary>Gathers chores until a commit takes them along, or until they have waited long enough for one of their own.</summary>
internal sealed class ChoreList : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly Chores Nothing = new();

    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private Chores _gathered = new();
    private bool _waiting;

    public ChoreList(TimeProvider time, Action overdue) =>
        _timer = time.CreateTimer(_ => overdue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _gathered.IsEmpty;
        }
    }

    public void FollowUpDelivered(OwedKey key) => Add(chores => chores.DeliveredFollowUps.Add(key));

    public void DeadlineFired(OwedKey key) => Add(chores => chores.FiredDeadlines.Add(key));

    public void CommitsPublished(Guid writer, long upTo) => Add(chores => chores.MarkPublished(writer, upTo));

    public void Keep(Snapshot snapshot) => Add(chores => chores.Snapshots[snapshot.Stream.ToString()] = snapshot);

    public void ForgetCommands(DateTimeOffset before) => Add(chores => chores.ForgetCommandsBefore = before);

    public Chores Take()
    {
        lock (_gate)
        {
            _waiting = false;
            // Never the list that others still add to, not even while it is empty: the commit that takes it reads it outside this lock.
            if (_gathered.IsEmpty) return Nothing;
            var taken = _gathered;
            _gathered = new();
            return taken;
        }
    }

    /// <summary>A commit failed: its chores wait for the next.</summary>
    public void PutBack(Chores chores)
    {
        if (!chores.IsEmpty) Add(gathered => gathered.Add(chores));
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Add(Action<Chores> add)
    {
        lock (_gate)
        {
            add(_gathered);
            if (_waiting) return;
            _waiting = true;
            _timer.Change(Patience, Timeout.InfiniteTimeSpan);
        }
    }
}
