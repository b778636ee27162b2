using System.Text;
using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Projecting;
using Eoc.Picture.Watching;
using Google.Protobuf;

namespace Eoc.Picture.Framing;

/// <summary>
/// One area cell, one kind, one audience: its facets, its positions, its sequence and the frames of the last moments. All under the picture's lock.
/// Nothing in here depends on any other channel, so nothing that happens in one can be read off another.
/// </summary>
internal sealed class PictureChannel
{
    /// <summary>So many frames are kept whole for viewers a moment behind; those further behind get one frame made of all they missed.</summary>
    public const int KeptFrames = 4;

    private const int HistoryBytes = 512 * 1024;
    private const int LargestFrame = 1024 * 1024;
    private const int ChangesField = 7;

    private readonly Dictionary<FacetKey, Facet> _facets = [];
    private readonly ByteBuilder _pending = new();
    private readonly FactHistory _history = new(HistoryBytes);
    private readonly SharedBytes?[] _kept = new SharedBytes?[KeptFrames];
    private readonly CatchUps _catchUps;
    private readonly Snapshots _snapshots;
    private readonly FrameComposer _composer;
    private readonly ChannelSeal _seal;

    public PictureChannel(ChannelKey key, ulong seed, FrameComposer composer)
    {
        (Key, Name, _composer) = (key, key.ToString(), composer);
        NameBytes = Encoding.UTF8.GetBytes(Name);
        _seal = new(seed, NameBytes);
        _catchUps = new(this, composer);
        _snapshots = new(this, composer);
    }

    public ChannelKey Key { get; }

    public string Name { get; }

    public byte[] NameBytes { get; }

    public ulong Epoch => _seal.Epoch;

    /// <summary>The last frame's.</summary>
    public long Sequence { get; private set; }

    /// <summary>Whether a change waits for the next flush.</summary>
    public bool HasPendingChanges => _pending.Length > 0;

    /// <summary>Whether a position waits for the next tick.</summary>
    public bool HasPendingPositions => Columns.Moved > 0;

    /// <summary>Rows written into all frames so far.</summary>
    public long PositionsTold { get; private set; }

    public PositionColumns Columns { get; } = new();

    public FactHistory History => _history;

    public IReadOnlyCollection<Facet> Facets => _facets.Values;

    public List<Viewer> Viewers { get; } = [];

    public uint CheckOf(long sequence) => _seal.CheckOf(sequence);

    /// <summary>Whether a viewer can go on from this token.</summary>
    public bool Knows(ChannelToken token)
    {
        var sequence = (long)token.Sequence;
        return token.Epoch == Epoch && sequence > 0 && token.Check == CheckOf(sequence) && sequence <= Sequence && CanBeFollowedFrom(sequence);
    }

    /// <summary>Whether all that came after a sequence can be told in frames that any client takes.</summary>
    public bool CanBeFollowedFrom(long sequence)
    {
        if (sequence < _history.Horizon) return false;
        for (var next = sequence + 1; next <= Sequence && Kept(sequence + 1) is not null; next++)
            if (Kept(next)!.Length > LargestFrame) return false;
        return true;
    }

    public void Add(Facet facet)
    {
        _facets.Add(facet.Key, facet);
        if (facet.Key.Kind == EntityKind.Unit) OpenRow(facet);
        Tell(facet);
    }

    public void Tell(Facet facet) => _pending.Field(ChangesField, EncodeUpsert(facet));

    public void Remove(Facet facet)
    {
        _facets.Remove(facet.Key);
        if (facet.Slot >= 0) CloseRow(facet);
        var removal = new Removal { Kind = facet.Key.Kind, Id = facet.Key.Id };
        _pending.Field(ChangesField, new Change { Removal = removal }.ToByteArray());
    }

    /// <summary>Makes the frame that is due: all changes, and on a tick, or when a unit just came in, the positions.</summary>
    public void Flush(bool tick, long now)
    {
        var tellPositions = HasPendingPositions && (tick || Columns.HasNewcomers);
        if (!HasPendingChanges && !tellPositions) return;
        Sequence++;
        var body = _composer.Body;
        body.Clear();
        body.Raw(_pending.Written);
        if (HasPendingChanges) _history.Remember(Sequence, _pending.Written);
        _pending.Clear();
        if (tellPositions) WritePositions(body, now);
        Keep(_composer.Following(this, Sequence, Sequence - 1));
    }

    /// <summary>The frame with this sequence as it was made, or null when it is no longer kept.</summary>
    public SharedBytes? Kept(long sequence) => sequence > Sequence - KeptFrames && sequence <= Sequence ? _kept[sequence % KeptFrames] : null;

    /// <summary>All that came after a sequence, in one frame.</summary>
    public SharedBytes CatchUp(long since, long now, out long positions) => _catchUps.After(since, now, out positions);

    /// <summary>The whole channel, in parts; they share one sequence, which may be a few frames old.</summary>
    public Snapshot Snapshot(long now) => _snapshots.Current(now);

    /// <summary>One change as it stands in a frame.</summary>
    public static byte[] EncodeUpsert(Facet facet)
    {
        var upsert = new Upsert { Kind = facet.Key.Kind, Id = facet.Key.Id, Version = (ulong)facet.Version };
        if (facet.Slot >= 0) upsert.Slot = (uint)facet.Slot;
        var bytes = new ByteBuilder();
        var head = upsert.ToByteArray();
        bytes.Varint((1 << 3) | 2);
        bytes.Varint((ulong)(head.Length + facet.View.Length));
        bytes.Raw(head);
        bytes.Raw(facet.View);
        return bytes.Written.ToArray();
    }

    private void WritePositions(ByteBuilder body, long now)
    {
        _composer.Positions.Begin();
        PositionsTold += Columns.TellMoved(_composer.Positions, Sequence);
        _composer.Positions.End(body, absolute: false, now);
    }

    private void Keep(SharedBytes frame)
    {
        ref var place = ref _kept[Sequence % KeptFrames];
        place?.Release();
        place = frame;
    }

    private void OpenRow(Facet facet)
    {
        facet.Slot = Columns.Open();
        if (facet.Place is { IsKnown: true } place) Columns.Move(facet.Slot, place.Latitude, place.Longitude, place.FixedAt);
    }

    private void CloseRow(Facet facet)
    {
        Columns.Close(facet.Slot);
        facet.Slot = -1;
    }
}
