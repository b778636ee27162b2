using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Grouping;
using Eoc.Journal.Reading;

namespace Eoc.Journal.Sqlite;

/// <summary>A realm's journal in one SQLite file.</summary>
internal sealed class SqliteStore(RealmId realm, string file) : IJournalStore
{
    private readonly SqliteWriter _writer = new(SqliteFile.Open(file));
    private readonly SqliteQuery _query = new(file);

    public bool IsExclusive => true;

    public ILane Lane { get; } = new DedicatedThread($"journal {realm}");

    public ValueTask<bool> Commit(CommitBatch batch) => new(_writer.Commit(batch));

    public ValueTask<IReadOnlyList<Standing>> Settle(IReadOnlyList<PendingAppend> appends) =>
        new([.. appends.Select(append => new Standing(Reply(append.Stamp.Account, append.Stamp.Command), Head(append.Stream)))]);

    public ValueTask<ChainHead> ReadChain(Guid writer) => new(_query.Rows(
        "SELECT number, hash FROM commits WHERE writer = $writer ORDER BY number DESC LIMIT 1",
        row => new ChainHead(row.GetInt64(0), JournalRows.Bytes(row, 1)), ("$writer", SqliteRows.Bytes(writer))).FirstOrDefault(ChainHead.Start));

    public ValueTask<StoredReply?> FindReply(string account, CommandId command, CancellationToken cancellation) => new(Reply(account, command));

    public ValueTask<IReadOnlyList<StoredFact>> Read(StreamId stream, long after, CancellationToken cancellation) => new(_query.Rows(
        $"SELECT {JournalRows.EventColumns} FROM events WHERE stream = $stream AND version > $after ORDER BY version",
        SqliteRows.Rows.Event, ("$stream", stream.ToString()), ("$after", after)));

    public ValueTask<IReadOnlyList<StoredFact>> ReadBack(StreamId stream, long before, int limit, CancellationToken cancellation) => new(_query.Rows(
        $"SELECT {JournalRows.EventColumns} FROM events WHERE stream = $stream AND version < $before ORDER BY version DESC LIMIT $limit",
        SqliteRows.Rows.Event, ("$stream", stream.ToString()), ("$before", before), ("$limit", limit)));

    public ValueTask<IReadOnlyList<StreamHead>> Heads(CancellationToken cancellation) => new(_query.Rows(
        "SELECT stream, head FROM streams ORDER BY stream", row => new StreamHead(StreamId.Parse(row.GetString(0)), row.GetInt64(1))));

    public ValueTask<IReadOnlyDictionary<Guid, long>> LastCommits(CancellationToken cancellation) => new(_query.Rows(
        "SELECT writer, coalesce((SELECT max(number) FROM commits WHERE commits.writer = writers.writer), 0) FROM writers",
        row => (Writer: SqliteRows.Rows.Id(row, 0), Last: row.GetInt64(1))).ToDictionary(row => row.Writer, row => row.Last));

    public async IAsyncEnumerable<StoredFact> ReadAll(
        StreamKind kind, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        const int Page = 1000;
        var (from, end) = StreamRange.Of(realm, kind);
        var version = 0L;
        while (true)
        {
            var page = _query.Rows(
                $"SELECT {JournalRows.EventColumns} FROM events WHERE (stream, version) > ($from, $version) AND stream < $end ORDER BY stream, version LIMIT {Page}",
                SqliteRows.Rows.Event, ("$from", from), ("$version", version), ("$end", end));
            foreach (var entry in page) yield return entry;
            if (page.Count < Page) yield break;
            cancellation.ThrowIfCancellationRequested();
            (from, version) = (page[^1].Header.Stream.ToString(), page[^1].Header.Version);
            await Task.Yield();
        }
    }

    public ValueTask<Snapshot?> ReadSnapshot(StreamId stream, CancellationToken cancellation) => new(_query.Rows(
        "SELECT version, hash, schema, data FROM snapshots WHERE stream = $stream",
        row => new Snapshot(stream, row.GetInt64(0), JournalRows.Bytes(row, 1), row.GetString(2), JournalRows.Bytes(row, 3)),
        ("$stream", stream.ToString())).FirstOrDefault());

    public ValueTask Renew(Guid writer, CancellationToken cancellation)
    {
        _query.Run("INSERT INTO writers(writer) VALUES($writer) ON CONFLICT DO NOTHING", ("$writer", SqliteRows.Bytes(writer)));
        return ValueTask.CompletedTask;
    }

    /// <summary>Whoever holds the folder's lock is the only one alive: all earlier writers are dead.</summary>
    public ValueTask<IReadOnlyList<Guid>> Inherit(Guid heir, CancellationToken cancellation) => new(_query.Rows(
        """
        SELECT writer FROM writers WHERE writer <> $heir AND published < (SELECT max(number) FROM commits WHERE commits.writer = writers.writer)
        """,
        row => SqliteRows.Rows.Id(row, 0), ("$heir", SqliteRows.Bytes(heir))));

    public ValueTask Release(Guid writer) => ValueTask.CompletedTask;

    public ValueTask<long> ReadPublished(Guid writer, CancellationToken cancellation) => new(_query.Rows(
        "SELECT published FROM writers WHERE writer = $writer", row => row.GetInt64(0), ("$writer", SqliteRows.Bytes(writer))).FirstOrDefault());

    public ValueTask<IReadOnlyList<WrittenCommit>> ReadCommits(Guid writer, long after, int limit, CancellationToken cancellation) => new(_query.Rows(
        $"""
        SELECT {JournalRows.EventColumns}, number
        FROM (SELECT number, first_position, last_position FROM commits
          WHERE writer = $writer AND number > $after AND number <= $after + $limit) AS c
        JOIN events e ON e.position BETWEEN c.first_position AND c.last_position AND e.writer = $writer AND e.commit_number = c.number
        ORDER BY c.number, e.position
        """,
        row => new WrittenCommit(row.GetInt64(12), SqliteRows.Rows.Event(row)), ("$writer", SqliteRows.Bytes(writer)), ("$after", after), ("$limit", limit)));

    public ValueTask<IReadOnlyList<OwedFollowUp>> ReadFollowUps(Guid writer, int limit, CancellationToken cancellation) => new(_query.Rows(
        $"SELECT {JournalRows.FollowUpColumns} FROM followups ORDER BY source, version, ordinal LIMIT $limit", JournalRows.FollowUp, ("$limit", limit)));

    public ValueTask<IReadOnlyList<OwedDeadline>> ClaimDue(Guid writer, DateTimeOffset upTo, int limit, CancellationToken cancellation) =>
        ReadDue(upTo, limit, cancellation);

    public ValueTask<IReadOnlyList<OwedDeadline>> ReadDue(DateTimeOffset upTo, int limit, CancellationToken cancellation) => new(_query.Rows(
        $"SELECT {JournalRows.DeadlineColumns} FROM deadlines WHERE due <= $upTo ORDER BY due, source, version, ordinal LIMIT $limit",
        JournalRows.Deadline, ("$upTo", Microseconds.From(upTo)), ("$limit", limit)));

    public ValueTask<DateTimeOffset?> NextDue(CancellationToken cancellation) => new(_query.Rows(
        "SELECT min(due) FROM deadlines", row => row.IsDBNull(0) ? null : (DateTimeOffset?)Microseconds.ToTime(row.GetInt64(0)))[0]);

    public ValueTask DisposeAsync()
    {
        Lane.Dispose();
        _writer.Dispose();
        _query.Close();
        return ValueTask.CompletedTask;
    }

    private StoredReply? Reply(string account, CommandId command) => _query.Rows(
        $"SELECT {JournalRows.ReplyColumns} FROM commands WHERE account = $account AND command_id = $command",
        JournalRows.Reply, ("$account", account), ("$command", SqliteRows.Bytes(command.Value))).FirstOrDefault();

    private long Head(string stream) =>
        _query.Rows("SELECT head FROM streams WHERE stream = $stream", row => row.GetInt64(0), ("$stream", stream)).FirstOrDefault();
}
