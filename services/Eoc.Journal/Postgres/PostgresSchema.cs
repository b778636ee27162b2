using Eoc.Contracts.Ids;

namespace Eoc.Journal.Postgres;

/// <summary>
/// A schema of its own for each realm. Texts sort by code unit, so that ranges and locks have one order everywhere; times are microseconds
/// since 1970, except leases, which are in the database's own clock and nobody else's.
/// </summary>
internal static class PostgresSchema
{
    public const string Prefix = "eoc_";

    public static string NameOf(RealmId realm) => Prefix + realm.Value;

    public static string QuotedNameOf(RealmId realm) => $"\"{NameOf(realm)}\"";

    /// <summary>Makes the schema for a transaction that looks at it alone.</summary>
    public static string Lock(RealmId realm) => $"""
        SELECT pg_advisory_xact_lock(hashtextextended('{NameOf(realm)}', 0));
        CREATE SCHEMA IF NOT EXISTS {QuotedNameOf(realm)};
        SET LOCAL search_path = {QuotedNameOf(realm)};
        CREATE TABLE IF NOT EXISTS form(version bigint NOT NULL);
        """;

    public const string Found = "SELECT coalesce(max(version), 0) FROM form";

    public static readonly string Sql = $"""
        CREATE TABLE IF NOT EXISTS events(
          position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream text COLLATE "C" NOT NULL, version bigint NOT NULL, event_id uuid NOT NULL,
          type text NOT NULL, data bytea NOT NULL, actor text NOT NULL, agency text NOT NULL, occurred_at bigint NOT NULL, source bigint NOT NULL,
          recorded_at bigint NOT NULL, command_id uuid NOT NULL, hash bytea NOT NULL, purged_data_hash bytea,
          writer uuid NOT NULL, commit_number bigint NOT NULL, UNIQUE(stream, version));
        CREATE TABLE IF NOT EXISTS streams(stream text COLLATE "C" PRIMARY KEY, head bigint NOT NULL, hash bytea NOT NULL) WITH (fillfactor = 70);
        CREATE TABLE IF NOT EXISTS commands(
          account text NOT NULL, command_id uuid NOT NULL, request_hash bytea NOT NULL, stream text NOT NULL, version bigint NOT NULL,
          number bigint, recorded_at bigint NOT NULL, PRIMARY KEY(account, command_id));
        CREATE INDEX IF NOT EXISTS commands_recorded ON commands USING brin(recorded_at);
        CREATE TABLE IF NOT EXISTS commits(
          writer uuid NOT NULL, number bigint NOT NULL, hash bytea NOT NULL, first_position bigint NOT NULL, last_position bigint NOT NULL,
          PRIMARY KEY(writer, number));
        CREATE TABLE IF NOT EXISTS followups(
          source text COLLATE "C" NOT NULL, version bigint NOT NULL, ordinal int NOT NULL, target text NOT NULL, kind text NOT NULL, data bytea NOT NULL,
          occurred_at bigint NOT NULL, agency text NOT NULL, writer uuid NOT NULL, PRIMARY KEY(source, version, ordinal));
        CREATE INDEX IF NOT EXISTS followups_writer ON followups(writer);
        CREATE TABLE IF NOT EXISTS deadlines(
          source text COLLATE "C" NOT NULL, version bigint NOT NULL, ordinal int NOT NULL, due bigint NOT NULL, target text NOT NULL, kind text NOT NULL,
          data bytea NOT NULL, agency text NOT NULL, claimed_by uuid, claimed_until timestamptz, PRIMARY KEY(source, version, ordinal));
        CREATE INDEX IF NOT EXISTS deadlines_due ON deadlines(due);
        CREATE TABLE IF NOT EXISTS snapshots(
          stream text COLLATE "C" PRIMARY KEY, version bigint NOT NULL, hash bytea NOT NULL, schema text NOT NULL, data bytea NOT NULL);
        CREATE TABLE IF NOT EXISTS counters(series text COLLATE "C" NOT NULL, year int NOT NULL, value bigint NOT NULL, PRIMARY KEY(series, year));
        CREATE TABLE IF NOT EXISTS writers(
          writer uuid PRIMARY KEY, published bigint NOT NULL DEFAULT 0, lease_until timestamptz NOT NULL, heir uuid, heir_until timestamptz);
        DELETE FROM form;
        INSERT INTO form VALUES ({SchemaVersion.Present});
        """;
}
