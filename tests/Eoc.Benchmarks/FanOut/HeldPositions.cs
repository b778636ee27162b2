using Eoc.Contracts.Rpc.V1;

namespace Eoc.Benchmarks.FanOut;

/// <summary>Positions as a console holds them, decoded as the contract says.</summary>
internal sealed class HeldPositions
{
    private readonly Dictionary<(string Channel, uint Slot), Row> _rows = [];

    /// <summary>Takes a message; gives what moved, each with its latitude in millionths of a degree.</summary>
    public IEnumerable<(int Unit, int Latitude)> Apply(WatchResponse message)
    {
        foreach (var frame in message.Channels)
        {
            foreach (var upsert in frame.Changes.Select(change => change.Upsert).Where(upsert => upsert is { Kind: EntityKind.Unit, HasSlot: true } && upsert.Id.StartsWith("bench/v", StringComparison.Ordinal)))
            {
                var key = (frame.Channel, upsert.Slot);
                if (!_rows.TryGetValue(key, out var row) || row.Unit != MovingCity.Number(upsert.Id)) _rows[key] = new(MovingCity.Number(upsert.Id));
            }

            foreach (var block in frame.Positions)
                foreach (var moved in Move(frame.Channel, block)) yield return moved;
        }
    }

    private IEnumerable<(int Unit, int Latitude)> Move(string channel, PositionBlock block)
    {
        var (slot, above) = (0u, 0);
        for (var at = 0; at < block.Slots.Count; at++)
        {
            slot += block.Slots[at];
            above = (block.Absolute ? above : _rows.TryGetValue((channel, slot), out var before) ? before.Latitude : 0) + block.Latitudes[at];
            if (!_rows.TryGetValue((channel, slot), out var row)) continue;
            row.Latitude = above;
            yield return (row.Unit, above);
        }
    }

    private sealed class Row(int unit)
    {
        public int Unit { get; } = unit;

        public int Latitude { get; set; }
    }
}
