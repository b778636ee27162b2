using Eoc.Contracts.Events;

namespace Eoc.Journal.Following;

/// <summary>The last commit number known of each writer: a hole between two is a lost message, and so is one that the journal has and nobody brought.</summary>
internal sealed class WriterNumbers
{
    private readonly Dictionary<Guid, long> _last = [];
    private readonly Dictionary<Guid, (long Number, long Since)> _awaited = [];

    /// <summary>Notes a message; true when one before it was missed. A beat carries the number of the writer's last commit.</summary>
    public bool Note(FactsPublished message)
    {
        var isBeat = message.Facts.IsDefaultOrEmpty;
        var known = _last.GetValueOrDefault(message.Writer);
        var first = message.First > 0 ? message.First : message.Number;
        if (message.Number > known) _last[message.Writer] = message.Number;
        return isBeat ? message.Number > known : first > known + 1;
    }

    /// <summary>Notes that all of this has been read in the journal.</summary>
    public void Read(IReadOnlyDictionary<Guid, long> committed)
    {
        foreach (var (writer, number) in committed)
            if (number > _last.GetValueOrDefault(writer)) _last[writer] = number;
    }

    /// <summary>
    /// How long the longest awaited of these commits has been awaited: since it was first found here without having been heard. Null when all have been
    /// heard.
    /// </summary>
    public TimeSpan? Longest(IReadOnlyDictionary<Guid, long> committed, long now, TimeProvider time)
    {
        TimeSpan? longest = null;
        foreach (var (writer, number) in committed)
        {
            var known = _last.GetValueOrDefault(writer);
            if (number <= known) continue;
            if (!_awaited.TryGetValue(writer, out var awaited) || awaited.Number <= known) _awaited[writer] = awaited = (number, now);
            var waited = time.GetElapsedTime(awaited.Since, now);
            if (longest is null || waited > longest) longest = waited;
        }

        return longest;
    }
}
