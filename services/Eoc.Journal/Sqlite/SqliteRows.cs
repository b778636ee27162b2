using Eoc.Journal.Reading;

namespace Eoc.Journal.Sqlite;

/// <summary>UUIDs as SQLite keeps them: 16 bytes in the order they are written in.</summary>
internal static class SqliteRows
{
    public static readonly JournalRows Rows = new((row, column) => new(JournalRows.Bytes(row, column), bigEndian: true));

    public static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);
}
