namespace Eoc.Tracking.Ingesting;

/// <summary>What became of one position.</summary>
internal enum Verdict
{
    /// <summary>It is where the unit is now.</summary>
    Accepted = 1,

    /// <summary>Not newer than the last one.</summary>
    Superseded = 2,

    /// <summary>It can be nobody's position, or nobody's yet.</summary>
    Refused = 3,

    /// <summary>Too far from the last one for the time between; kept apart.</summary>
    Quarantined = 4,
}

/// <summary>One position as a receiver reports it.</summary>
/// <param name="Latitude">Degrees, WGS 84.</param>
/// <param name="Longitude">Degrees, WGS 84.</param>
/// <param name="At">When it was fixed, the realm's time, Unix milliseconds.</param>
internal readonly record struct Fix(double Latitude, double Longitude, long At)
{
    private const double MetresPerDegree = 111_320;
    private const long Ahead = 5_000;

    // The fastest thing on a roster is an aircraft below the speed of sound; a receiver in a street is off by a block now and then.
    private const double FastestMetresPerSecond = 340;
    private const double ReceiverError = 200;

    /// <summary>Finite, in range, not exactly 0,0, and not more than 5 s ahead of the realm's now.</summary>
    public bool IsPossible(long now) =>
        double.IsFinite(Latitude) && double.IsFinite(Longitude) && Math.Abs(Latitude) <= 90 && Math.Abs(Longitude) <= 180
        && (Latitude != 0 || Longitude != 0) && At > 0 && At <= now + Ahead;

    /// <summary>Whether one thing can have been at both.</summary>
    public bool IsReachableFrom(Fix earlier) =>
        MetresFrom(earlier) <= ReceiverError + FastestMetresPerSecond * Math.Abs(At - earlier.At) / 1_000d;

    private double MetresFrom(Fix other)
    {
        var northwards = Latitude - other.Latitude;
        var eastwards = Math.IEEERemainder(Longitude - other.Longitude, 360) * Math.Cos(Latitude * (Math.PI / 180));
        return MetresPerDegree * Math.Sqrt(northwards * northwards + eastwards * eastwards);
    }
}
