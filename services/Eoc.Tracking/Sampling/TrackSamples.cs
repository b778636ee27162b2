using Eoc.Tracking.Ingesting;

namespace Eoc.Tracking.Sampling;

/// <summary>One sampled position.</summary>
internal readonly record struct TrackSample(string Unit, int Latitude, int Longitude, long At);

/// <summary>What of the tracks is written down: a point when the unit is twenty metres further, and one a minute when it is not.</summary>
internal static class TrackSampling
{
    private const double Metres = 20;
    private const double DegreesPerMetre = 1 / 111_320d;
    private const long Minute = 60_000;

    public static List<TrackSample> Take(RealmTracks tracks)
    {
        var samples = new List<TrackSample>();
        tracks.ForEach(track =>
        {
            if (!IsDue(track)) return;
            samples.Add(new(track.Unit, track.Latitude, track.Longitude, track.Last.At));
            track.Sampled = track.Last;
        });
        return samples;
    }

    private static bool IsDue(UnitTrack track)
    {
        var (last, sampled) = (track.Last, track.Sampled);
        if (last.At <= sampled.At) return false;
        const double Far = Metres * DegreesPerMetre;
        return last.At - sampled.At >= Minute || Math.Abs(last.Latitude - sampled.Latitude) > Far || Math.Abs(last.Longitude - sampled.Longitude) > Far;
    }
}
