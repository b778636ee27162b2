using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Tests.Given;

namespace Eoc.Benchmarks.FanOut;

/// <summary>Positions as a console holds them, decoded as the contract says.</summary>
internal sealed class HeldPositions
{
    private readonly Dictionary<string, Channel> _channels = new(StringComparer.Ordinal);

    /// <summary>A row of a block: whose it is (-1: nobody's who is measured), where that is now, and the row as plain columns would have it.</summary>
    public readonly record struct Moved(int Unit, int Latitude, RawRow Raw);

    /// <summary>The distance to the slot above, and the differences from the slot's place before, or in an absolute block from the row above.</summary>
    public readonly record struct RawRow(int Slots, int North, int East);

    /// <summary>Takes a message; gives what moved.</summary>
    public IEnumerable<Moved> Apply(WatchResponse message)
    {
        foreach (var frame in message.Channels)
        {
            if (!_channels.TryGetValue(frame.Channel, out var channel)) _channels.Add(frame.Channel, channel = new());
            if (frame.Snapshot is { Part: 0 }) channel.Clear();
            foreach (var change in frame.Changes) channel.Apply(change);
            foreach (var moved in frame.Positions.SelectMany(channel.Apply)) yield return moved;
        }
    }

    private sealed class Channel
    {
        private readonly HeldRows _rows = new();
        private readonly Dictionary<uint, int> _unitAt = [];
        private readonly Dictionary<string, uint> _slotOf = new(StringComparer.Ordinal);

        public void Clear()
        {
            _rows.Clear();
            _unitAt.Clear();
            _slotOf.Clear();
        }

        public void Apply(Change change)
        {
            if (change.Upsert is { Kind: EntityKind.Unit, HasSlot: true } unit) Name(unit);
            else if (change.Removal is { Kind: EntityKind.Unit } gone && _slotOf.Remove(gone.Id, out var slot)) Forget(slot);
        }

        public IEnumerable<Moved> Apply(PositionBlock block)
        {
            var above = default(HeldRows.Row);
            var slotAbove = 0u;
            foreach (var (slot, before, row) in _rows.Apply(block))
            {
                var from = block.Absolute ? above : before ?? default;
                yield return new(_unitAt.GetValueOrDefault(slot, -1), row.Latitude, new((int)(slot - slotAbove), row.Latitude - from.Latitude, row.Longitude - from.Longitude));
                (slotAbove, above) = (slot, row);
            }
        }

        private void Name(Upsert unit)
        {
            _slotOf[unit.Id] = unit.Slot;
            if (unit.Id.StartsWith("bench/v", StringComparison.Ordinal)) _unitAt[unit.Slot] = MovingCity.Number(unit.Id);
        }

        private void Forget(uint slot)
        {
            _rows.Forget(slot);
            _unitAt.Remove(slot);
        }
    }
}
