using Eoc.Contracts.Events;

namespace Eoc.Journal.Relaying;

/// <summary>Puts commits in a row into messages of a bearable size. A commit is never split: its number stands for all of it.</summary>
internal static class Messages
{
    private const int MostFacts = 256;
    private const int MostBytes = 1024 * 1024;

    public static IEnumerable<FactsPublished> Of(string realm, Guid writer, List<WrittenCommit> commits)
    {
        for (var from = 0; from < commits.Count;)
        {
            var end = End(commits, from);
            yield return new FactsPublished
            {
                Realm = realm,
                Writer = writer,
                First = commits[from].Number,
                Number = commits[end - 1].Number,
                Facts = [.. commits[from..end].Select(commit => PublishedFact.From(commit.Entry))],
            };
            from = end;
        }
    }

    /// <summary>After the last commit that still fits, or after the first when that alone is too large.</summary>
    private static int End(List<WrittenCommit> commits, int from)
    {
        var (end, bytes) = (from, 0L);
        for (var i = from; i < commits.Count; i++)
        {
            bytes += commits[i].Entry.Data.Length;
            var isLast = i + 1 == commits.Count || commits[i + 1].Number != commits[i].Number;
            if (!isLast) continue;
            if (end > from && (i + 1 - from > MostFacts || bytes > MostBytes)) break;
            end = i + 1;
        }

        return end;
    }
}
