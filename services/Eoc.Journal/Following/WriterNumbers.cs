using Eoc.Contracts.Events;

namespace Eoc.Journal.Following;

/// <summary>The last commit number heard of each writer: a hole between two is a lost message.</summary>
internal sealed class WriterNumbers
{
    private readonly Dictionary<Guid, long> _last = [];

    /// <summary>Notes a message; true when one before it was missed. A beat carries the number of the writer's last commit.</summary>
    public bool Note(FactsPublished message)
    {
        var isBeat = message.Facts.IsDefaultOrEmpty;
        var known = _last.GetValueOrDefault(message.Writer);
        var first = message.First > 0 ? message.First : message.Number;
        if (message.Number > known) _last[message.Writer] = message.Number;
        return isBeat ? message.Number > known : first > known + 1;
    }
}
