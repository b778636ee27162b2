namespace Eoc.Journal.Postgres;

/// <summary>Everything the writer says to PostgreSQL. Rows come as columns (arrays), so that a statement's text is the same for any number of them.</summary>
internal sealed class PostgresStatements(string schema)
{
    public string Allot { get; } = $"""
        INSERT INTO {schema}.counters AS c (series, year, value) VALUES($1, $2, $3)
        ON CONFLICT (series, year) DO UPDATE SET value = c.value + excluded.value RETURNING value
        """;

    public string InsertHeads { get; } = $"INSERT INTO {schema}.streams(stream, head, hash) SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[])";

    /// <summary>The fence: only who knows the heads may move them. Fewer moved than meant divides by zero and ends the transaction in the same round trip.</summary>
    public string MoveHeads { get; } = $"""
        WITH moved AS (
          UPDATE {schema}.streams s SET head = m.head, hash = m.hash
          FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bytea[]) AS m(stream, expected, head, hash)
          WHERE s.stream = m.stream AND s.head = m.expected RETURNING 1)
        SELECT 1 / (count(*) = $5)::int FROM moved
        """;

    public string InsertCommands { get; } = $"""
        INSERT INTO {schema}.commands(account, command_id, request_hash, stream, version, number, recorded_at)
        SELECT * FROM unnest($1::text[], $2::uuid[], $3::bytea[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[])
        """;

    public string InsertEntries { get; } = $"""
        WITH written AS (
          INSERT INTO {schema}.events(
            stream, version, event_id, type, data, actor, agency, occurred_at, source, recorded_at, command_id, hash, writer, commit_number)
          SELECT stream, version, event_id, type, data, actor, agency, occurred_at, source, recorded_at, command_id, hash, $13, $14
          FROM unnest($1::text[], $2::bigint[], $3::uuid[], $4::text[], $5::bytea[], $6::text[], $7::text[], $8::bigint[], $9::bigint[], $10::bigint[],
            $11::uuid[], $12::bytea[]) WITH ORDINALITY
            AS e(stream, version, event_id, type, data, actor, agency, occurred_at, source, recorded_at, command_id, hash, place)
          ORDER BY place RETURNING position)
        INSERT INTO {schema}.commits(writer, number, hash, first_position, last_position) SELECT $13, $14, $15, min(position), max(position) FROM written
        """;

    public string InsertFollowUps { get; } = $"""
        INSERT INTO {schema}.followups(source, version, ordinal, target, kind, data, occurred_at, agency, writer)
        SELECT f.*, $9 FROM unnest($1::text[], $2::bigint[], $3::int[], $4::text[], $5::text[], $6::bytea[], $7::bigint[], $8::text[]) AS f
        """;

    public string InsertDeadlines { get; } = $"""
        INSERT INTO {schema}.deadlines(source, version, ordinal, due, target, kind, data, agency)
        SELECT * FROM unnest($1::text[], $2::bigint[], $3::int[], $4::bigint[], $5::text[], $6::text[], $7::bytea[], $8::text[])
        """;

    public string DeleteFollowUps { get; } = Deletion(schema, "followups");

    public string DeleteDeadlines { get; } = Deletion(schema, "deadlines");

    public string MarkPublished { get; } = $"UPDATE {schema}.writers SET published = greatest(published, $2) WHERE writer = $1";

    public string ForgetCommands { get; } = $"""
        DELETE FROM {schema}.commands WHERE ctid = ANY(ARRAY(SELECT ctid FROM {schema}.commands WHERE recorded_at < $1 LIMIT 10000))
        """;

    public string KeepSnapshot { get; } = $"""
        INSERT INTO {schema}.snapshots(stream, version, hash, schema, data) VALUES($1, $2, $3, $4, $5)
        ON CONFLICT (stream) DO UPDATE SET version = excluded.version, hash = excluded.hash, schema = excluded.schema, data = excluded.data
        """;

    private static string Deletion(string schema, string table) => $"""
        DELETE FROM {schema}.{table} t USING unnest($1::text[], $2::bigint[], $3::int[]) AS d(source, version, ordinal)
        WHERE t.source = d.source AND t.version = d.version AND t.ordinal = d.ordinal
        """;
}
