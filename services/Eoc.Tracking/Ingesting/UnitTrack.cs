namespace Eoc.Tracking.Ingesting;

/// <summary>Where one unit is: the last position that was believed, and one that is not believed yet.</summary>
internal sealed class UnitTrack(string unit)
{
    /// <summary>So many in a row that agree with each other are believed, though they do not agree with the last one.</summary>
    public const int NeededToBelieve = 3;

    private Fix _doubted;
    private int _agreeing;

    /// <summary><c>agency/unit</c>.</summary>
    public string Unit { get; } = unit;

    /// <summary>Whether there is a position.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>The last one.</summary>
    public Fix Last { get; private set; }

    /// <summary>Millionths of a degree.</summary>
    public int Latitude => (int)Math.Round(Last.Latitude * 1e6);

    /// <inheritdoc cref="Latitude" />
    public int Longitude => (int)Math.Round(Last.Longitude * 1e6);

    /// <summary>Whether it is on the list of those to be told.</summary>
    public bool IsListed { get; set; }

    /// <summary>When it was last written into the sampled tracks, Unix milliseconds, and where.</summary>
    public Fix Sampled { get; set; }

    public Verdict Take(Fix fix, long now)
    {
        if (!fix.IsPossible(now)) return Verdict.Refused;
        if (!IsKnown || fix.At > Last.At) return IsKnown && !fix.IsReachableFrom(Last) ? Doubt(fix) : Believe(fix);
        return Verdict.Superseded;
    }

    private Verdict Doubt(Fix fix)
    {
        if (_agreeing > 0 && fix.At <= _doubted.At) return Verdict.Superseded;
        _agreeing = _agreeing > 0 && fix.IsReachableFrom(_doubted) ? _agreeing + 1 : 1;
        _doubted = fix;
        return _agreeing < NeededToBelieve ? Verdict.Quarantined : Believe(fix);
    }

    private Verdict Believe(Fix fix)
    {
        (Last, IsKnown, _agreeing) = (fix, true, 0);
        return Verdict.Accepted;
    }
}
