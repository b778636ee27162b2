using Eoc.Contracts.Rpc.V1;

namespace Eoc.Picture.Tests.Given;

/// <summary>What a client makes of frames, written from the proto's words alone: channels with entities and positions, and every gap an error.</summary>
internal sealed class Console
{
    private readonly Dictionary<string, Channel> _channels = new(StringComparer.Ordinal);

    private sealed class Channel
    {
        public ulong Epoch { get; set; }
        public ulong Sequence { get; set; }
        public uint Check { get; set; }
        public Dictionary<(EntityKind, string), Upsert> Entities { get; } = [];
        public HeldRows Positions { get; } = new();
    }

    public ulong Conflated { get; private set; }

    public int Heartbeats { get; private set; }

    public int Snapshots { get; private set; }

    public IEnumerable<Upsert> Entities => _channels.Values.SelectMany(channel => channel.Entities.Values);

    public IEnumerable<string> Channels => _channels.Keys;

    public IEnumerable<ChannelToken> Tokens => _channels.Where(channel => channel.Value.Sequence > 0).Select(channel => new ChannelToken
    {
        Channel = channel.Key, Epoch = channel.Value.Epoch, Sequence = channel.Value.Sequence, Check = channel.Value.Check,
    });

    public Upsert? Find(EntityKind kind, string id) => Entities.Where(entity => entity.Kind == kind && entity.Id == id).MaxBy(entity => entity.Version);

    public IEnumerable<Upsert> All(EntityKind kind) => Entities.Where(entity => entity.Kind == kind).DistinctBy(entity => entity.Id);

    /// <summary>Degrees, or null when the unit has no position here.</summary>
    public (double Latitude, double Longitude)? PositionOf(string unit) => RowOf(unit) is { } row ? (row.Latitude / 1e6, row.Longitude / 1e6) : null;

    /// <summary>Millionths of a degree northwards and eastwards since the place before, or null when the unit has no position here.</summary>
    public (int North, int East)? MovementOf(string unit) => RowOf(unit) is { } row ? (row.North, row.East) : null;

    /// <summary>Everything there is, in an order that does not depend on how it came.</summary>
    public string Describe() => string.Join('\n', _channels.SelectMany(channel => Describe(channel.Key, channel.Value)).Order(StringComparer.Ordinal));

    public void Apply(WatchResponse message)
    {
        foreach (var frame in message.Channels) Apply(frame);
        if (message.Viewer is not { } own) return;
        foreach (var closed in own.Closed) _channels.Remove(closed);
        if (own.Heartbeat is not null) Heartbeats++;
        Conflated = own.Conflated;
    }

    private HeldRows.Row? RowOf(string unit) => _channels.Values
        .Select(channel => channel.Entities.TryGetValue((EntityKind.Unit, unit), out var entity) ? channel.Positions[entity.Slot] : null)
        .FirstOrDefault(row => row is not null);

    private void Apply(ChannelFrame frame)
    {
        if (!_channels.TryGetValue(frame.Channel, out var channel)) _channels.Add(frame.Channel, channel = new());
        if (frame.Snapshot is { } part) BeginPart(channel, part);
        else Assert.Equal((channel.Epoch, channel.Sequence), (frame.Epoch, frame.Previous));
        foreach (var change in frame.Changes) Apply(channel, change);
        foreach (var block in frame.Positions) channel.Positions.Apply(block);
        (channel.Epoch, channel.Sequence, channel.Check) = (frame.Epoch, frame.Sequence, frame.Check);
    }

    private void BeginPart(Channel channel, SnapshotPart part)
    {
        if (part.Part != 0) return;
        Snapshots++;
        channel.Entities.Clear();
        channel.Positions.Clear();
    }

    private static void Apply(Channel channel, Change change)
    {
        if (change.Removal is { } removal)
        {
            if (channel.Entities.Remove((removal.Kind, removal.Id), out var gone) && gone.HasSlot) channel.Positions.Forget(gone.Slot);
            return;
        }

        channel.Entities[(change.Upsert.Kind, change.Upsert.Id)] = change.Upsert;
    }

    private static IEnumerable<string> Describe(string name, Channel channel) => channel.Entities.Values.Select(entity =>
    {
        var place = entity.HasSlot ? channel.Positions[entity.Slot].ToString() : string.Empty;
        return $"{name} {entity} {place}";
    });
}
