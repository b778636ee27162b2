using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Framing;
using Eoc.Picture.Measuring;
using Eoc.Picture.Placing;
using Eoc.Picture.Watching;
using Google.Protobuf;

namespace Eoc.Picture.Projecting;

/// <summary>
/// The picture of one realm: facets, where they lie, and who looks. Not safe for several callers at once: everyone holds <see cref="Gate" />, and
/// nobody waits for anything while holding it.
/// </summary>
internal sealed class RealmPicture(RealmId realm, ulong seed)
{
    private readonly Dictionary<FacetKey, Facet> _facets = [];
    private readonly Dictionary<ChannelKey, PictureChannel> _channels = [];
    private readonly Dictionary<string, UnitPlace> _places = new(StringComparer.Ordinal);
    private readonly List<PictureChannel> _dirty = [];
    private readonly FrameComposer _composer = new();
    private List<Viewer> _woken = [];
    private List<Viewer>? _spare;

    public RealmId Realm { get; } = realm;

    /// <summary>Held by whoever touches the picture.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Who looks.</summary>
    public List<Viewer> Viewers { get; } = [];

    public IReadOnlyCollection<PictureChannel> Channels => _channels.Values;

    public IReadOnlyCollection<Facet> Facets => _facets.Values;

    /// <summary>The realm's now, as of the last tick.</summary>
    public DateTimeOffset RealmNow { get; set; }

    /// <summary>Whether the picture may be behind the journal.</summary>
    public bool IsDelayed { get; set; }

    /// <summary>Joins frames to the traces of the commands behind them; null where nobody would.</summary>
    public FrameTrace? Trace { get; init; }

    /// <summary>Whether a change waits for the next flush.</summary>
    public bool IsDirty => _dirty.Count > 0;

    /// <summary>Positions of units that no roster has: not drawn, because nobody knows who may see them.</summary>
    public long UnknownUnits { get; private set; }

    /// <summary>Shows a facet, new or changed; nothing happens when nothing of it changed.</summary>
    /// <param name="key">What and whose.</param>
    /// <param name="need">Who may see it.</param>
    /// <param name="view">An upsert in which nothing but the view is set.</param>
    /// <param name="home">Where it lies.</param>
    /// <param name="second">Where it lies as well.</param>
    public Facet Show(FacetKey key, NeedToKnow need, Upsert view, Berth home, Berth? second = null)
    {
        if (!_facets.TryGetValue(key, out var facet)) _facets.Add(key, facet = new(key));
        var changed = facet.Show(need, view.ToByteArray());
        if (facet.Berthed(home, second) || changed) Settle(facet, changed);
        return facet;
    }

    /// <summary>The facet of a unit, before it is shown, so that its place is known when it is.</summary>
    public Facet Reserve(FacetKey key, UnitPlace place)
    {
        var facet = new Facet(key) { Place = place };
        _facets.Add(key, facet);
        return facet;
    }

    /// <summary>Takes a facet back.</summary>
    public void Hide(FacetKey key)
    {
        if (_facets.TryGetValue(key, out var facet) && facet.Hide()) Settle(facet, changed: false);
    }

    /// <summary>Something moved to another cell: all that lies with it follows.</summary>
    public void Move(Anchor anchor, Cell cell)
    {
        if (anchor.MoveTo(cell)) Settle(anchor);
    }

    /// <summary>Something leaves the picture, or comes back.</summary>
    public void Retire(Anchor anchor, bool retired)
    {
        if (anchor.Retire(retired)) Settle(anchor);
    }

    /// <summary>The place of a unit, known or not.</summary>
    public UnitPlace PlaceOf(string unit)
    {
        if (!_places.TryGetValue(unit, out var place)) _places.Add(unit, place = new(new Anchor()));
        return place;
    }

    /// <summary>Takes a unit's position, in millionths of a degree and Unix milliseconds.</summary>
    public void Position(ReadOnlySpan<char> unit, int latitude, int longitude, long fixedAt)
    {
        if (!_places.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(unit, out var place) || place.Facet is null)
        {
            UnknownUnits++;
            return;
        }

        if (!place.Take(latitude, longitude, fixedAt)) return;
        if (!place.Anchor.Cell.Keeps(latitude, longitude)) Move(place.Anchor, Cell.Of(latitude, longitude));
        if (place.Facet.HomeChannel is { } channel) channel.Columns.Move(place.Facet.Slot, latitude, longitude, fixedAt);
    }

    /// <summary>Makes the frames that are due and wakes those who look; on a tick positions are due too.</summary>
    public void Flush(bool tick, long now)
    {
        if (tick)
        {
            foreach (var channel in _channels.Values) Flush(channel, tick, now);
        }
        else
        {
            foreach (var channel in _dirty) Flush(channel, tick, now);
        }

        _dirty.Clear();
    }

    /// <summary>Someone has something to take. Under the lock.</summary>
    public void List(Viewer viewer)
    {
        if (viewer.IsListed) return;
        viewer.IsListed = true;
        _woken.Add(viewer);
    }

    /// <summary>Lets those who are listed take what is due, one after the other on this thread. Not under the lock.</summary>
    public void Serve()
    {
        var woken = Unlist();
        foreach (var viewer in woken) viewer.Ring();
        woken.Clear();
        lock (Gate) _spare = woken;
    }

    private List<Viewer> Unlist()
    {
        lock (Gate)
        {
            var woken = _woken;
            (_woken, _spare) = (_spare ?? [], null);
            foreach (var viewer in woken) viewer.IsListed = false;
            return woken;
        }
    }

    private void Flush(PictureChannel channel, bool tick, long now)
    {
        var before = channel.Sequence;
        channel.Flush(tick, now);
        if (channel.Sequence == before) return;
        Trace?.Told(channel);
        foreach (var viewer in channel.Viewers) viewer.Wake();
    }

    private void Settle(Anchor anchor)
    {
        foreach (var facet in anchor.Facets) Settle(facet, changed: false);
    }

    private void Settle(Facet facet, bool changed)
    {
        var (home, second) = (ChannelOf(facet, facet.Home), ChannelOf(facet, facet.Second));
        // The slot goes with the home channel, so that one is left before the other is entered.
        Resettle(facet, facet.HomeChannel, home, changed);
        facet.HomeChannel = home;
        Resettle(facet, facet.SecondChannel, second, changed);
        facet.SecondChannel = second;
    }

    private void Resettle(Facet facet, PictureChannel? from, PictureChannel? to, bool changed)
    {
        if (from == to && !changed) return;
        if (from == to)
        {
            to?.Tell(facet);
        }
        else
        {
            from?.Remove(facet);
            to?.Add(facet);
        }

        Soil(from);
        Soil(to);
    }

    private void Soil(PictureChannel? channel)
    {
        if (channel is null) return;
        if (!_dirty.Contains(channel)) _dirty.Add(channel);
        Trace?.Touched(channel);
    }

    private PictureChannel? ChannelOf(Facet facet, Berth? berth)
    {
        if (!facet.IsPresent || facet.Need == NeedToKnow.Nobody || berth is not { Anchor.IsRetired: false } at) return null;
        var key = new ChannelKey(at.Anchor.Cell, at.Kind, facet.Need);
        return _channels.TryGetValue(key, out var channel) ? channel : Open(key);
    }

    private PictureChannel Open(ChannelKey key)
    {
        var channel = new PictureChannel(key, seed, _composer);
        _channels.Add(key, channel);
        foreach (var viewer in Viewers) viewer.Offer(channel);
        return channel;
    }
}
