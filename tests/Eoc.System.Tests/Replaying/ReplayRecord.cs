using Microsoft.Data.Sqlite;

namespace Eoc.SystemTests.Replaying;

/// <summary>What a replay's journal holds, counted by the kind of fact, read from the file after the host has gone.</summary>
internal sealed class ReplayRecord
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    private ReplayRecord()
    {
    }

    /// <summary>The kinds that commands leave, without those that depend on when follow-ups and the clock came.</summary>
    public IEnumerable<KeyValuePair<string, int>> OfCommands =>
        _counts.Where(count => !count.Key.StartsWith("realm.", StringComparison.Ordinal) && !count.Key.StartsWith("incident.assignment-listed", StringComparison.Ordinal));

    public static ReplayRecord Of(string data)
    {
        var record = new ReplayRecord();
        using var connection = new SqliteConnection($"Data Source={Directory.GetFiles(data, "replay-*.db", SearchOption.AllDirectories).Single()};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT type, count(*) FROM events GROUP BY type";
        using var reader = command.ExecuteReader();
        while (reader.Read()) record._counts[reader.GetString(0)] = reader.GetInt32(1);
        return record;
    }

    public int Count(string type) => _counts.GetValueOrDefault(type);
}
