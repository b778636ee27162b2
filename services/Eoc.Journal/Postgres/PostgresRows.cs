using System.Runtime.InteropServices;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Grouping;
using Npgsql;

namespace Eoc.Journal.Postgres;

/// <summary>Rows as what they stand for, and the other way round.</summary>
internal static class PostgresRows
{
    public const string EventColumns =
        "event_id, stream, version, type, actor, agency, occurred_at, source, recorded_at, command_id, data, hash";

    public const string ReplyColumns = "request_hash, stream, version, number";

    public const string FollowUpColumns = "source, version, ordinal, target, kind, data, occurred_at, agency";

    public static byte[] Bytes(NpgsqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    /// <summary>The bytes themselves where they are a whole array, as they nearly always are.</summary>
    public static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Array is { } array && segment.Offset == 0 && segment.Count == array.Length
            ? array
            : memory.ToArray();

    public static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    public static StoredFact Event(NpgsqlDataReader row) => new(
        new FactHeader(
            new EventId(row.GetGuid(0)), StreamId.Parse(row.GetString(1)), row.GetInt64(2), row.GetString(3), row.GetString(4),
            AgencyId.Parse(row.GetString(5)), Microseconds.ToTime(row.GetInt64(6)), (OccurredSource)row.GetInt64(7),
            Microseconds.ToTime(row.GetInt64(8)), new CommandId(row.GetGuid(9))),
        Bytes(row, 10), Bytes(row, 11));

    public static StoredReply Reply(NpgsqlDataReader row) =>
        new(Bytes(row, 0), row.GetString(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetInt64(3));

    public static OwedFollowUp FollowUp(NpgsqlDataReader row)
    {
        var key = Key(row);
        return new(key, Owed(row, OwedFollowUp.CommandOf(key)));
    }

    public static OwedDeadline Deadline(NpgsqlDataReader row)
    {
        var key = Key(row);
        return new(key, Owed(row, OwedDeadline.CommandOf(key)));
    }

    private static OwedKey Key(NpgsqlDataReader row) => new(row.GetString(0), row.GetInt64(1), row.GetInt32(2));

    private static FollowUp Owed(NpgsqlDataReader row, CommandId command) => new(
        command, StreamId.Parse(row.GetString(0)), StreamId.Parse(row.GetString(3)), row.GetString(4), Bytes(row, 5),
        Microseconds.ToTime(row.GetInt64(6)), AgencyId.Parse(row.GetString(7)));
}
