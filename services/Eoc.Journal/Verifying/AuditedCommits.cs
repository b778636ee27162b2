namespace Eoc.Journal.Verifying;

/// <summary>Puts a commit's rows, one for each entry, together.</summary>
internal static class AuditedCommits
{
    public static async IAsyncEnumerable<AuditedCommit> Gather(IAsyncEnumerable<(Guid Writer, long Number, byte[] Hash, byte[]? Entry)> rows)
    {
        AuditedCommit? commit = null;
        var entries = new List<ReadOnlyMemory<byte>>();
        await foreach (var (writer, number, hash, entry) in rows)
        {
            if (commit is null || (commit.Writer, commit.Number) != (writer, number))
            {
                if (commit is not null) yield return commit;
                entries = [];
                commit = new(writer, number, hash, entries);
            }

            if (entry is not null) entries.Add(entry);
        }

        if (commit is not null) yield return commit;
    }
}
