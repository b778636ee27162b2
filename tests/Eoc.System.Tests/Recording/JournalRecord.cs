using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Eoc.SystemTests.Recording;

/// <summary>The journal of the live realm as the database has it, read past every process of the system.</summary>
/// <param name="Entries">All entries, by stream and version.</param>
/// <param name="Replies">The streams that took each command which took effect, by account and command id; a refusal of a retry is no effect.</param>
/// <param name="FollowUps">How many are still owed.</param>
/// <param name="Unpublished">How many commits, of the dead writers too, the bus has not confirmed.</param>
internal sealed record JournalRecord(
    IReadOnlyList<Entry> Entries, IReadOnlyDictionary<(string Account, Guid Command), string> Replies, long FollowUps, long Unpublished)
{
    private const string Entry = "SELECT stream, version, type, data, actor, command_id, writer, commit_number FROM {0}events ORDER BY stream, version";
    private const string Reply = "SELECT account, command_id, stream FROM {0}commands WHERE version > 0";
    private const string Owed = "SELECT count(*) FROM {0}followups";
    private const string Behind =
        """
        SELECT CAST(coalesce(sum(c.last - coalesce(w.published, 0)), 0) AS bigint)
        FROM (SELECT writer, max(number) AS last FROM {0}commits GROUP BY writer) c LEFT JOIN {0}writers w ON w.writer = c.writer
        """;

    /// <summary>The entries of each stream, in order.</summary>
    public ILookup<string, Entry> Streams => Entries.ToLookup(entry => entry.Stream);

    /// <summary>From PostgreSQL, in one snapshot: a commit between two reads would look like a reply without its facts.</summary>
    public static async Task<JournalRecord> FromPostgres(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        return await Read(connection, "eoc_live.");
    }

    /// <summary>From a copy of SQLite's files, for the host has locked its own. Nothing may be written meanwhile.</summary>
    public static async Task<JournalRecord> FromSqlite(string dataFolder)
    {
        var copy = Directory.CreateTempSubdirectory("eoc-copy-");
        foreach (var file in Directory.GetFiles(Path.Combine(dataFolder, "journal"), "live.*")) File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(copy.FullName, "live.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            var record = await Read(connection, string.Empty);
            await connection.CloseAsync();
            copy.Delete(recursive: true);
            return record;
        }
    }

    private static async Task<JournalRecord> Read(DbConnection connection, string schema)
    {
        var entries = await Rows(connection, Entry, schema, Recording.Entry.From);
        var replies = await Rows(connection, Reply, schema, row => (Key: (row.GetString(0), Recording.Entry.Id(row, 1)), Stream: row.GetString(2)));
        var owed = await Rows(connection, Owed, schema, row => row.GetInt64(0));
        var behind = await Rows(connection, Behind, schema, row => row.GetInt64(0));
        return new(entries, replies.ToDictionary(reply => reply.Key, reply => reply.Stream), owed[0], behind[0]);
    }

    private static async Task<List<T>> Rows<T>(DbConnection connection, string sql, string schema, Func<DbDataReader, T> read)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql.Replace("{0}", schema, StringComparison.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }
}

/// <summary>One entry of the journal.</summary>
internal sealed record Entry(string Stream, long Version, string Type, JsonElement Data, string Account, Guid Command, Guid Writer, long Commit)
{
    /// <summary>The fact's durable name without its version.</summary>
    public string Name => Type.Split('/')[0];

    public string Text(string property) => Data.GetProperty(property).GetString()!;

    public static Entry From(DbDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetString(2), JsonSerializer.Deserialize<JsonElement>((byte[])row.GetValue(3)), row.GetString(4),
        Id(row, 5), Id(row, 6), row.GetInt64(7));

    /// <summary>PostgreSQL has a type for it, SQLite big-endian bytes.</summary>
    public static Guid Id(DbDataReader row, int column) => row.GetValue(column) is byte[] bytes ? new Guid(bytes, bigEndian: true) : row.GetGuid(column);
}
