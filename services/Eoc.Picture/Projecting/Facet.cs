using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Framing;
using Eoc.Picture.Placing;

namespace Eoc.Picture.Projecting;

/// <summary>Names a facet: what it is and whose.</summary>
internal readonly record struct FacetKey(EntityKind Kind, string Id);

/// <summary>Where a facet lies: with what, and in which kind of channel.</summary>
internal readonly record struct Berth(Anchor Anchor, ChannelKind Kind);

/// <summary>One facet of the picture: what may be told of one thing to those who meet one need to know. It lies in one channel, an assignment in two.</summary>
internal sealed class Facet(FacetKey key)
{
    private Dictionary<NeedToKnow, long>? _earlier;

    /// <summary>What and whose.</summary>
    public FacetKey Key { get; } = key;

    /// <summary>Who may see it.</summary>
    public NeedToKnow Need { get; private set; }

    /// <summary>Counts the changes that those who see it could see; what was hidden from them leaves no gap.</summary>
    public long Version { get; private set; }

    /// <summary>The encoded view: the one field of an upsert that differs by kind.</summary>
    public byte[] View { get; private set; } = [];

    /// <summary>False when it was taken back.</summary>
    public bool IsPresent { get; private set; }

    /// <summary>Where it lies, and where it lies as well.</summary>
    public Berth? Home { get; private set; }

    /// <inheritdoc cref="Home" />
    public Berth? Second { get; private set; }

    /// <summary>The channels it is in now.</summary>
    public PictureChannel? HomeChannel { get; set; }

    /// <inheritdoc cref="HomeChannel" />
    public PictureChannel? SecondChannel { get; set; }

    /// <summary>The last position, for a unit.</summary>
    public UnitPlace? Place { get; set; }

    /// <summary>Its row in the home channel's position columns; -1 when it has none.</summary>
    public int Slot { get; set; } = -1;

    /// <summary>Takes the view; false when nothing that can be seen changed.</summary>
    public bool Show(NeedToKnow need, byte[] view)
    {
        if (IsPresent && need == Need && view.AsSpan().SequenceEqual(View)) return false;
        Version = VersionUnder(need) + 1;
        (Need, View, IsPresent) = (need, view, true);
        return true;
    }

    /// <summary>Takes it back; false when it was not there.</summary>
    public bool Hide()
    {
        var was = IsPresent;
        IsPresent = false;
        return was;
    }

    /// <summary>Lies elsewhere from now on; false when it lay there already.</summary>
    public bool Berthed(Berth home, Berth? second)
    {
        if (Home == home && Second == second) return false;
        Home?.Anchor.Release(this);
        Second?.Anchor.Release(this);
        (Home, Second) = (home, second);
        home.Anchor.Hold(this);
        second?.Anchor.Hold(this);
        return true;
    }

    // Each need counts for itself: a version that grew while others saw it would tell how often.
    private long VersionUnder(NeedToKnow need)
    {
        if (need == Need) return Version;
        _earlier ??= [];
        _earlier[Need] = Version;
        return _earlier.GetValueOrDefault(need);
    }
}
