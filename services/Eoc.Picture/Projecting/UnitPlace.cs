using Eoc.Picture.Placing;

namespace Eoc.Picture.Projecting;

/// <summary>A unit's last known position.</summary>
internal sealed class UnitPlace(Anchor anchor)
{
    /// <summary>What lies where the unit is.</summary>
    public Anchor Anchor { get; } = anchor;

    /// <summary>The unit itself, once a roster has it.</summary>
    public Facet? Facet { get; set; }

    /// <summary>Whether there is a position at all.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Millionths of a degree, northwards.</summary>
    public int Latitude { get; private set; }

    /// <summary>Millionths of a degree, eastwards.</summary>
    public int Longitude { get; private set; }

    /// <summary>When it was fixed, realm time, Unix milliseconds.</summary>
    public long FixedAt { get; private set; }

    /// <summary>Takes a newer position; an older one, or the same again, is dropped.</summary>
    public bool Take(int latitude, int longitude, long fixedAt)
    {
        if (IsKnown && fixedAt <= FixedAt) return false;
        (IsKnown, Latitude, Longitude, FixedAt) = (true, latitude, longitude, fixedAt);
        return true;
    }
}
