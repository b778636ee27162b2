namespace Eoc.Journal.Grouping;

/// <summary>What has to be written some time soon and costs no transaction of its own. Every chore may be done twice without harm.</summary>
internal sealed class Chores
{
    public List<OwedKey> DeliveredFollowUps { get; } = [];

    public List<OwedKey> FiredDeadlines { get; } = [];

    /// <summary>By writer, the number up to which its commits are published.</summary>
    public Dictionary<Guid, long> Published { get; } = [];

    public Dictionary<string, Snapshot> Snapshots { get; } = [];

    /// <summary>Commands that committed before this are answered no longer; some thousand of them go at a time.</summary>
    public DateTimeOffset? ForgetCommandsBefore { get; set; }

    public bool IsEmpty => DeliveredFollowUps.Count + FiredDeadlines.Count + Published.Count + Snapshots.Count == 0 && ForgetCommandsBefore is null;

    public void Add(Chores others)
    {
        DeliveredFollowUps.AddRange(others.DeliveredFollowUps);
        FiredDeadlines.AddRange(others.FiredDeadlines);
        foreach (var (writer, number) in others.Published) MarkPublished(writer, number);
        foreach (var (stream, snapshot) in others.Snapshots) Snapshots.TryAdd(stream, snapshot);
        ForgetCommandsBefore ??= others.ForgetCommandsBefore;
    }

    public void MarkPublished(Guid writer, long number) => Published[writer] = Math.Max(number, Published.GetValueOrDefault(writer));
}

/// <summary>Names a follow-up or a deadline: the stream that owes it, the version it was written with, and which of that entry's.</summary>
internal readonly record struct OwedKey(string Source, long Version, int Ordinal);
