using Eoc.Journal.Grouping;

namespace Eoc.Journal.Relaying;

/// <summary>One writer's commits on their way to the bus, next ones in memory while they fit: a cache of what the store has anyway.</summary>
internal sealed class Backlog(Guid writer)
{
    private const int MostFacts = 4096;

    private readonly Lock _gate = new();
    private readonly Queue<JournalCommit> _next = new();
    private int _facts;
    private long _last;

    public Guid Writer => writer;

    /// <summary>Up to here the broker has confirmed.</summary>
    public long Published { get; set; }

    /// <summary>Whether there is more than is published.</summary>
    public bool HasMore
    {
        get
        {
            lock (_gate) return _last > Published;
        }
    }

    /// <summary>How many commits wait.</summary>
    public long Count
    {
        get
        {
            lock (_gate) return Math.Max(0, _last - Published);
        }
    }

    public void Add(JournalCommit commit)
    {
        lock (_gate)
        {
            _last = commit.Number;
            if (_facts + commit.Facts.Length > MostFacts) return;
            _next.Enqueue(commit);
            _facts += commit.Facts.Length;
        }
    }

    /// <summary>There is something that has not come here: it is in the store.</summary>
    public void AddUnseen(long last)
    {
        lock (_gate) _last = Math.Max(_last, last);
    }

    /// <summary>The commits that follow what is published; empty when they have to be read from the store.</summary>
    public List<WrittenCommit> TakeNext()
    {
        var taken = new List<WrittenCommit>();
        lock (_gate)
        {
            var number = Published;
            while (_next.TryPeek(out var commit) && commit.Number <= number + 1)
            {
                _next.Dequeue();
                _facts -= commit.Facts.Length;
                if (commit.Number <= number) continue;
                number = commit.Number;
                foreach (var fact in commit.Facts) taken.Add(new(number, fact));
            }
        }

        return taken;
    }
}
