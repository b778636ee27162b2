using Eoc.Contracts.Ids;
using Microsoft.Data.Sqlite;

namespace Eoc.Tracking.Sampling;

/// <summary>
/// The sampled tracks of one realm, so that a shift can be replayed: an SQLite file of its own beside the realm's journal, kept thirty days and no
/// longer than the realm. A crash loses at most the last ten seconds, which is why it is not the journal.
/// </summary>
internal sealed class TrackFile(string folder, RealmId realm)
{
    private const long Kept = 30L * 24 * 3_600_000;

    private readonly string _file = Path.Combine(folder, $"{realm}.db");

    private readonly string _connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, $"{realm}.db"), Pooling = false }.ToString();

    public async Task Append(IReadOnlyList<TrackSample> samples, CancellationToken cancellation)
    {
        await using var connection = await Open(cancellation);
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(cancellation);
        await using var insert = Insert(connection, transaction);
        foreach (var sample in samples)
        {
            (insert.Parameters[0].Value, insert.Parameters[1].Value) = (sample.Unit, sample.At);
            (insert.Parameters[2].Value, insert.Parameters[3].Value) = (sample.Latitude, sample.Longitude);
            await insert.ExecuteNonQueryAsync(cancellation);
        }

        await Forget(connection, transaction, samples.Max(sample => sample.At) - Kept, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Forgets the realm's tracks whole.</summary>
    public void Delete()
    {
        if (!Directory.Exists(folder)) return;
        // The database goes last: a new one must never find the log of its predecessor.
        foreach (var suffix in (ReadOnlySpan<string>)["-wal", "-shm", ""]) File.Delete(_file + suffix);
    }

    /// <summary>What was sampled from one time to another, in order of time, Unix milliseconds, the end excluded.</summary>
    public async Task<IReadOnlyList<TrackSample>> Read(long from, long to, CancellationToken cancellation)
    {
        await using var connection = await Open(cancellation);
        await using var select = connection.CreateCommand();
        select.CommandText = "select unit, latitude, longitude, at from track where at >= $from and at < $to order by at, unit";
        select.Parameters.AddWithValue("$from", from);
        select.Parameters.AddWithValue("$to", to);
        await using var rows = await select.ExecuteReaderAsync(cancellation);
        var samples = new List<TrackSample>();
        while (await rows.ReadAsync(cancellation)) samples.Add(new(rows.GetString(0), rows.GetInt32(1), rows.GetInt32(2), rows.GetInt64(3)));
        return samples;
    }

    private async Task<SqliteConnection> Open(CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var connection = new SqliteConnection(_connection);
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            pragma journal_mode = wal;
            create table if not exists track(unit text not null, at integer not null, latitude integer not null, longitude integer not null,
              primary key (at, unit)) without rowid;
            """;
        await command.ExecuteNonQueryAsync(cancellation);
        return connection;
    }

    private static SqliteCommand Insert(SqliteConnection connection, SqliteTransaction transaction)
    {
        var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "insert or ignore into track(unit, at, latitude, longitude) values ($unit, $at, $latitude, $longitude)";
        foreach (var name in new[] { "$unit", "$at", "$latitude", "$longitude" }) insert.Parameters.Add(new SqliteParameter { ParameterName = name });
        return insert;
    }

    private static async Task Forget(SqliteConnection connection, SqliteTransaction transaction, long before, CancellationToken cancellation)
    {
        await using var delete = connection.CreateCommand();
        delete.Transaction = transaction;
        delete.CommandText = "delete from track where at < $before";
        delete.Parameters.AddWithValue("$before", before);
        await delete.ExecuteNonQueryAsync(cancellation);
    }
}
