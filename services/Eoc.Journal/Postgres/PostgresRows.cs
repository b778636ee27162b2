using System.Runtime.InteropServices;
using Eoc.Journal.Reading;
using Npgsql;

namespace Eoc.Journal.Postgres;

/// <summary>Values as PostgreSQL takes them.</summary>
internal static class PostgresRows
{
    public static readonly JournalRows Rows = new((row, column) => row.GetGuid(column));

    /// <summary>The bytes themselves where they are a whole array, as they nearly always are.</summary>
    public static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Array is { } array && segment.Offset == 0 && segment.Count == array.Length
            ? array
            : memory.ToArray();

    public static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
