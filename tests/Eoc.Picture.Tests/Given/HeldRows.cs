using Eoc.Contracts.Rpc.V1;

namespace Eoc.Picture.Tests.Given;

/// <summary>The rows of one channel's position blocks as a client keeps them.</summary>
internal sealed class HeldRows
{
    private readonly Dictionary<uint, Row> _rows = [];

    public readonly record struct Row(int Latitude, int Longitude, int North, int East);

    /// <summary>What a block told of a slot: the row as it was, if there was one, and as it is.</summary>
    public readonly record struct Told(uint Slot, Row? Before, Row Row);

    public Row? this[uint slot] => _rows.TryGetValue(slot, out var row) ? row : null;

    public void Forget(uint slot) => _rows.Remove(slot);

    public void Clear() => _rows.Clear();

    public IReadOnlyList<Told> Apply(PositionBlock block)
    {
        var read = block.Absolute ? AbsoluteRows(block) : Movements(block);
        var (slots, slot) = (new ColumnReader(block.SlotColumn), uint.MaxValue);
        var told = new Told[block.Rows];
        for (var i = 0; i < told.Length; i++)
        {
            slot += slots.Next() + 1;
            var before = this[slot];
            told[i] = new(slot, before, _rows[slot] = read(before));
        }

        return told;
    }

    /// <summary>Reads row after row, each given as it was before.</summary>
    private static Func<Row?, Row> Movements(PositionBlock block)
    {
        var (latitudes, longitudes) = (new ColumnReader(block.LatitudeColumn), new ColumnReader(block.LongitudeColumn));
        return before =>
        {
            var from = before ?? default;
            var north = latitudes.NextSigned() + (latitudes.IsMarked ? from.North : 0);
            var east = longitudes.NextSigned() + (longitudes.IsMarked ? from.East : 0);
            return new(from.Latitude + north, from.Longitude + east, before is null ? 0 : north, before is null ? 0 : east);
        };
    }

    private static Func<Row?, Row> AbsoluteRows(PositionBlock block)
    {
        var (latitudes, longitudes) = (new ColumnReader(block.LatitudeColumn), new ColumnReader(block.LongitudeColumn));
        var (norths, easts, above) = (new ColumnReader(block.NorthColumn), new ColumnReader(block.EastColumn), default(Row));
        return _ => above = new(above.Latitude + latitudes.NextSigned(), above.Longitude + longitudes.NextSigned(), norths.NextSigned(), easts.NextSigned());
    }
}
