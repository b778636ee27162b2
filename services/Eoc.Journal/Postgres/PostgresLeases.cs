using Eoc.Contracts.Events;
using Eoc.Journal.FallingDue;
using static Eoc.Journal.Postgres.PostgresRows;
using static Eoc.Journal.Reading.JournalRows;

namespace Eoc.Journal.Postgres;

/// <summary>
/// Who is alive and who fires what, by the database's clock: processes may disagree about the time. Leases only spare double work; a process that
/// goes on after its lease does no harm, because versions and command ids decide.
/// </summary>
internal sealed class PostgresLeases(PostgresConnections server, string schema)
{
    /// <summary>Renewed every second, so that three may be missed.</summary>
    private const string Lease = "interval '4 seconds'";

    /// <summary>Short: what its claimant did not fire has to be fired by another within two seconds of due.</summary>
    private const string Claim = "interval '1 second'";

    public async ValueTask Renew(Guid writer, CancellationToken cancellation) => await Run(
        $"""
        INSERT INTO {schema}.writers(writer, lease_until) VALUES($1, now() + {Lease})
        ON CONFLICT (writer) DO UPDATE SET lease_until = excluded.lease_until
        """, writer, cancellation);

    public async ValueTask Release(Guid writer) =>
        await Run($"UPDATE {schema}.writers SET lease_until = now() WHERE writer = $1", writer, CancellationToken.None);

    public async ValueTask<IReadOnlyList<Guid>> Inherit(Guid heir, CancellationToken cancellation)
    {
        var dead = await server.Rows(
            $"""
            UPDATE {schema}.writers w SET heir = $1, heir_until = now() + {Lease}
            WHERE writer <> $1 AND lease_until <= now() AND (heir IS NULL OR heir = $1 OR heir_until <= now())
              AND (published < (SELECT max(number) FROM {schema}.commits c WHERE c.writer = w.writer)
                OR EXISTS (SELECT FROM {schema}.followups f WHERE f.writer = w.writer))
            RETURNING writer
            """, row => row.GetGuid(0), cancellation, Value(heir));
        if (dead.Count == 0) return dead;
        await server.Rows($"UPDATE {schema}.followups SET writer = $1 WHERE writer = ANY($2)", _ => 0, cancellation, Value(heir), Value(dead.ToArray()));
        return dead;
    }

    public async ValueTask<IReadOnlyList<OwedDeadline>> ClaimDue(Guid writer, DateTimeOffset upTo, int limit, CancellationToken cancellation)
    {
        var claimed = await server.Rows(
            $"""
            UPDATE {schema}.deadlines d SET claimed_by = $1, claimed_until = now() + {Claim}
            FROM (
              SELECT source, version, ordinal FROM {schema}.deadlines
              WHERE due <= $2 AND (claimed_until IS NULL OR claimed_until <= now() OR claimed_by = $1)
              ORDER BY due, source, version, ordinal LIMIT $3 FOR UPDATE SKIP LOCKED) AS c
            WHERE d.source = c.source AND d.version = c.version AND d.ordinal = c.ordinal
            RETURNING d.source, d.version, d.ordinal, d.target, d.kind, d.data, d.due, d.agency
            """, Deadline, cancellation, Value(writer), Value(Microseconds.From(upTo)), Value(limit));
        return [.. claimed.OrderBy(d => d.Due).ThenBy(d => d.Key.Source, StringComparer.Ordinal).ThenBy(d => d.Key.Version).ThenBy(d => d.Key.Ordinal)];
    }

    public async ValueTask<IReadOnlyList<OwedDeadline>> ReadDue(DateTimeOffset upTo, int limit, CancellationToken cancellation) => await server.Rows(
        $"""
        SELECT {DeadlineColumns} FROM {schema}.deadlines
        WHERE due <= $1 ORDER BY due, source, version, ordinal LIMIT $2
        """, Deadline, cancellation, Value(Microseconds.From(upTo)), Value(limit));

    private async ValueTask Run(string sql, Guid writer, CancellationToken cancellation) =>
        await server.Rows(sql, _ => 0, cancellation, Value(writer));
}
