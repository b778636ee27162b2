using System.Runtime.CompilerServices;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Grouping;
using static Eoc.Journal.Postgres.PostgresRows;
using static Eoc.Journal.Reading.JournalRows;

namespace Eoc.Journal.Postgres;

/// <summary>A realm's journal in one PostgreSQL schema, shared by any number of processes.</summary>
internal sealed class PostgresStore(PostgresConnections server, RealmId realm) : IJournalStore
{
    private readonly string _schema = PostgresSchema.QuotedNameOf(realm);
    private readonly PostgresWriter _writer = new(server, new PostgresStatements(PostgresSchema.QuotedNameOf(realm)));
    private readonly PostgresLeases _leases = new(server, PostgresSchema.QuotedNameOf(realm));

    public bool IsExclusive => false;

    public ILane Lane { get; } = new PoolLane();

    public ValueTask<bool> Commit(CommitBatch batch) => _writer.Commit(batch);

    public async ValueTask<IReadOnlyList<Standing>> Settle(IReadOnlyList<PendingAppend> appends) => await server.Rows(
        $"""
        SELECT c.request_hash, c.stream, c.version, c.number, coalesce(s.head, 0)
        FROM unnest($1::text[], $2::uuid[], $3::text[]) WITH ORDINALITY AS a(account, command_id, stream, place)
        LEFT JOIN {_schema}.commands c ON c.account = a.account AND c.command_id = a.command_id
        LEFT JOIN {_schema}.streams s ON s.stream = a.stream ORDER BY place
        """,
        row => new Standing(row.IsDBNull(0) ? null : Reply(row), row.GetInt64(4)), CancellationToken.None,
        Value(appends.Select(append => append.Stamp.Account).ToArray()), Value(appends.Select(append => append.Stamp.Command.Value).ToArray()),
        Value(appends.Select(append => append.Stream).ToArray()));

    public async ValueTask<ChainHead> ReadChain(Guid writer) => (await server.Rows(
        $"SELECT number, hash FROM {_schema}.commits WHERE writer = $1 ORDER BY number DESC LIMIT 1",
        row => new ChainHead(row.GetInt64(0), Bytes(row, 1)), CancellationToken.None, Value(writer))).FirstOrDefault(ChainHead.Start);

    public async ValueTask<StoredReply?> FindReply(string account, CommandId command, CancellationToken cancellation) => (await server.Rows(
        $"SELECT {ReplyColumns} FROM {_schema}.commands WHERE account = $1 AND command_id = $2",
        Reply, cancellation, Value(account), Value(command.Value))).FirstOrDefault();

    public async ValueTask<IReadOnlyList<StoredFact>> Read(StreamId stream, long after, CancellationToken cancellation) => await server.Rows(
        $"SELECT {EventColumns} FROM {_schema}.events WHERE stream = $1 AND version > $2 ORDER BY version",
        Rows.Event, cancellation, Value(stream.ToString()), Value(after));

    public async ValueTask<IReadOnlyList<StoredFact>> ReadBack(StreamId stream, long before, int limit, CancellationToken cancellation) => await server.Rows(
        $"SELECT {EventColumns} FROM {_schema}.events WHERE stream = $1 AND version < $2 ORDER BY version DESC LIMIT $3",
        Rows.Event, cancellation, Value(stream.ToString()), Value(before), Value(limit));

    public async ValueTask<IReadOnlyList<StreamHead>> Heads(CancellationToken cancellation) => await server.Rows(
        $"SELECT stream, head FROM {_schema}.streams ORDER BY stream", row => new StreamHead(StreamId.Parse(row.GetString(0)), row.GetInt64(1)), cancellation);

    public async ValueTask<IReadOnlyDictionary<Guid, long>> LastCommits(CancellationToken cancellation) => (await server.Rows(
        $"SELECT w.writer, (SELECT max(c.number) FROM {_schema}.commits c WHERE c.writer = w.writer) FROM {_schema}.writers w",
        row => (Writer: row.GetGuid(0), Last: row.IsDBNull(1) ? 0 : row.GetInt64(1)), cancellation)).ToDictionary(row => row.Writer, row => row.Last);

    public async IAsyncEnumerable<StoredFact> ReadAll(StreamKind kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        const int Page = 1000;
        var (from, end) = StreamRange.Of(realm, kind);
        var version = 0L;
        while (true)
        {
            var page = await server.Rows(
                $"SELECT {EventColumns} FROM {_schema}.events WHERE (stream, version) > ($1, $2) AND stream < $3 ORDER BY stream, version LIMIT {Page}",
                Rows.Event, cancellation, Value(from), Value(version), Value(end));
            foreach (var entry in page) yield return entry;
            if (page.Count < Page) yield break;
            (from, version) = (page[^1].Header.Stream.ToString(), page[^1].Header.Version);
        }
    }

    public async ValueTask<Snapshot?> ReadSnapshot(StreamId stream, CancellationToken cancellation) => (await server.Rows(
        $"SELECT version, hash, schema, data FROM {_schema}.snapshots WHERE stream = $1",
        row => new Snapshot(stream, row.GetInt64(0), Bytes(row, 1), row.GetString(2), Bytes(row, 3)), cancellation, Value(stream.ToString()))).FirstOrDefault();

    public ValueTask Renew(Guid writer, CancellationToken cancellation) => _leases.Renew(writer, cancellation);

    public ValueTask Release(Guid writer) => _leases.Release(writer);

    public ValueTask<IReadOnlyList<Guid>> Inherit(Guid heir, CancellationToken cancellation) => _leases.Inherit(heir, cancellation);

    public async ValueTask<long> ReadPublished(Guid writer, CancellationToken cancellation) => (await server.Rows(
        $"SELECT published FROM {_schema}.writers WHERE writer = $1", row => row.GetInt64(0), cancellation, Value(writer))).FirstOrDefault();

    public async ValueTask<IReadOnlyList<WrittenCommit>> ReadCommits(Guid writer, long after, int limit, CancellationToken cancellation) => await server.Rows(
        $"""
        SELECT {EventColumns}, number FROM (SELECT number, first_position, last_position FROM {_schema}.commits
          WHERE writer = $1 AND number > $2 AND number <= $2 + $3) AS c
        JOIN {_schema}.events e ON e.position BETWEEN c.first_position AND c.last_position AND e.writer = $1 AND e.commit_number = c.number
        ORDER BY c.number, e.position
        """,
        row => new WrittenCommit(row.GetInt64(12), Rows.Event(row)), cancellation, Value(writer), Value(after), Value((long)limit));

    public async ValueTask<IReadOnlyList<OwedFollowUp>> ReadFollowUps(Guid writer, int limit, CancellationToken cancellation) => await server.Rows(
        $"SELECT {FollowUpColumns} FROM {_schema}.followups WHERE writer = $1 ORDER BY source, version, ordinal LIMIT $2",
        FollowUp, cancellation, Value(writer), Value(limit));

    public ValueTask<IReadOnlyList<OwedDeadline>> ClaimDue(Guid writer, DateTimeOffset upTo, int limit, CancellationToken cancellation) =>
        _leases.ClaimDue(writer, upTo, limit, cancellation);

    public ValueTask<IReadOnlyList<OwedDeadline>> ReadDue(DateTimeOffset upTo, int limit, CancellationToken cancellation) =>
        _leases.ReadDue(upTo, limit, cancellation);

    public async ValueTask<DateTimeOffset?> NextDue(CancellationToken cancellation) => (await server.Rows(
        $"SELECT min(due) FROM {_schema}.deadlines", row => row.IsDBNull(0) ? null : (DateTimeOffset?)Microseconds.ToTime(row.GetInt64(0)), cancellation))[0];

    public ValueTask DisposeAsync()
    {
        Lane.Dispose();
        return ValueTask.CompletedTask;
    }
}
