using Eoc.Contracts.Events.Positions;
using Eoc.Contracts.Ids;

namespace Eoc.Tracking.Ingesting;

/// <summary>Where the units of one realm are, as this process was told. Positions are taken in without allocating; a batch is made once a tick.</summary>
internal sealed class RealmTracks(RealmId realm)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, UnitTrack> _tracks = new(StringComparer.Ordinal);
    private readonly List<UnitTrack> _moved = [];

    public RealmId Realm { get; } = realm;

    /// <summary>Held by whoever takes positions in.</summary>
    public Lock Gate => _gate;

    /// <summary>The unit's track, begun when there is none.</summary>
    public UnitTrack Of(string unit)
    {
        lock (_gate)
        {
            if (!_tracks.TryGetValue(unit, out var track)) _tracks.Add(unit, track = new(unit));
            return track;
        }
    }

    /// <summary>Takes one position in; under <see cref="Gate" />.</summary>
    public Verdict Take(UnitTrack track, Fix fix, long now)
    {
        var verdict = track.Take(fix, now);
        if (verdict != Verdict.Accepted || track.IsListed) return verdict;
        track.IsListed = true;
        _moved.Add(track);
        return verdict;
    }

    /// <summary>The batch of those that moved since the last one, or of all; null when there is none.</summary>
    /// <param name="all">Every unit's last position, for those who came late.</param>
    /// <param name="now">The realm's time, Unix milliseconds.</param>
    public PositionsMoved? Batch(bool all, long now)
    {
        lock (_gate)
        {
            var moved = all ? [.. _tracks.Values.Where(track => track.IsKnown)] : _moved;
            var batch = moved.Count == 0 ? null : new PositionsMoved { Realm = Realm.Value, At = now, Rows = Pack(moved) };
            foreach (var track in _moved) track.IsListed = false;
            _moved.Clear();
            return batch;
        }
    }

    /// <summary>Looks at every track that has a position.</summary>
    public void ForEach(Action<UnitTrack> look)
    {
        lock (_gate)
            foreach (var track in _tracks.Values.Where(track => track.IsKnown)) look(track);
    }

    private static byte[] Pack(List<UnitTrack> tracks)
    {
        var (rows, at) = (new byte[tracks.Sum(track => PositionRows.SizeOf(track.Unit))], 0);
        foreach (var track in tracks) at += PositionRows.Write(rows.AsSpan(at), track.Unit, track.Latitude, track.Longitude, track.Last.At);
        return rows;
    }
}
