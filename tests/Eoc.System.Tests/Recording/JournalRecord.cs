using System.Text.Json;
using Npgsql;

namespace Eoc.SystemTests.Recording;

/// <summary>The journal of a realm as the database has it, read past every process of the system.</summary>
internal sealed record JournalRecord(IReadOnlyList<Entry> Entries, IReadOnlyDictionary<(string Account, Guid Command), string> Replies, int FollowUps)
{
    /// <summary>The entries of each stream, in order.</summary>
    public ILookup<string, Entry> Streams => Entries.ToLookup(entry => entry.Stream);

    public static async Task<JournalRecord> Read(string connectionString, string realm = "live")
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync();
        // One snapshot for all three: otherwise a commit between them looks like a reply without its facts.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        var entries = await Rows(
            connection, $"SELECT stream, version, type, data, actor, command_id, writer, commit_number FROM \"eoc_{realm}\".events ORDER BY stream, version", Entry.From);
        var replies = await Rows(
            connection, $"SELECT account, command_id, stream FROM \"eoc_{realm}\".commands", row => (Key: (row.GetString(0), row.GetGuid(1)), Stream: row.GetString(2)));
        var followUps = await Rows(connection, $"SELECT count(*) FROM \"eoc_{realm}\".followups", row => row.GetInt32(0));
        return new(entries, replies.ToDictionary(reply => reply.Key, reply => reply.Stream), followUps[0]);
    }

    private static async Task<List<T>> Rows<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = new NpgsqlCommand(sql, connection);
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

    public static Entry From(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetString(2), JsonSerializer.Deserialize<JsonElement>((byte[])row.GetValue(3)), row.GetString(4),
        row.GetGuid(5), row.GetGuid(6), row.GetInt64(7));
}
