using System.Data.Common;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Grouping;

namespace Eoc.Journal.Reading;

/// <summary>Rows as what they stand for, with the columns to ask for: the same in every database.</summary>
/// <param name="id">How a database gives a UUID.</param>
internal sealed class JournalRows(Func<DbDataReader, int, Guid> id)
{
    public const string EventColumns =
        "event_id, stream, version, type, actor, agency, occurred_at, source, recorded_at, command_id, data, hash";

    public const string ReplyColumns = "request_hash, stream, version, number";

    public const string FollowUpColumns = "source, version, ordinal, target, kind, data, occurred_at, agency";

    public const string DeadlineColumns = "source, version, ordinal, target, kind, data, due, agency";

    public static byte[] Bytes(DbDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public Guid Id(DbDataReader row, int column) => id(row, column);

    public StoredFact Event(DbDataReader row) => new(
        new FactHeader(
            new EventId(id(row, 0)), StreamId.Parse(row.GetString(1)), row.GetInt64(2), row.GetString(3), row.GetString(4),
            AgencyId.Parse(row.GetString(5)), Microseconds.ToTime(row.GetInt64(6)), (OccurredSource)row.GetInt64(7),
            Microseconds.ToTime(row.GetInt64(8)), new CommandId(id(row, 9))),
        Bytes(row, 10), Bytes(row, 11));

    public static StoredReply Reply(DbDataReader row) =>
        new(Bytes(row, 0), row.GetString(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetInt64(3));

    public static OwedFollowUp FollowUp(DbDataReader row)
    {
        var key = Key(row);
        return new(key, Owed(row, OwedFollowUp.CommandOf(key)));
    }

    public static OwedDeadline Deadline(DbDataReader row)
    {
        var key = Key(row);
        return new(key, Owed(row, OwedDeadline.CommandOf(key)));
    }

    private static OwedKey Key(DbDataReader row) => new(row.GetString(0), row.GetInt64(1), row.GetInt32(2));

    private static FollowUp Owed(DbDataReader row, CommandId command) => new(
        command, StreamId.Parse(row.GetString(0)), StreamId.Parse(row.GetString(3)), row.GetString(4), Bytes(row, 5),
        Microseconds.ToTime(row.GetInt64(6)), AgencyId.Parse(row.GetString(7)));
}
