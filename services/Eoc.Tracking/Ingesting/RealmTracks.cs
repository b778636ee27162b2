using System.Buffers;
using Eoc.Contracts.Events.Positions;
using Eoc.Contracts.Ids;

namespace Eoc.Tracking.Ingesting;

/// <summary>Where the units of one realm are, as this process was told. Positions are taken in without allocating; a batch is made once a tick.</summary>
// Without a timer and without links the source of a token holds nothing to dispose of, and streams that end may ask it afterwards.
#pragma warning disable CA1001
internal sealed class RealmTracks(RealmId realm)
#pragma warning restore CA1001
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<string, UnitTrack> _tracks = new(StringComparer.Ordinal);
    private readonly List<UnitTrack> _moved = [];

    public RealmId Realm { get; } = realm;

    /// <summary>Cancelled when the realm is deleted: of what comes here after that nobody hears.</summary>
    public CancellationToken Gone => _gone.Token;

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

    /// <summary>Those that moved since the last batch, or all; the caller disposes of it.</summary>
    /// <param name="all">Every unit's last position, for those who came late.</param>
    public PackedBatch Batch(bool all)
    {
        lock (_gate)
        {
            var batch = Pack(all ? [.. _tracks.Values.Where(track => track.IsKnown)] : _moved);
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

    /// <summary>Ends the streams that report here.</summary>
    public Task End() => _gone.CancelAsync();

    private static PackedBatch Pack(List<UnitTrack> tracks)
    {
        if (tracks.Count == 0) return default;
        var (size, at) = (0, 0);
        foreach (var track in tracks) size += PositionRows.SizeOf(track.Unit);
        var rows = ArrayPool<byte>.Shared.Rent(size);
        foreach (var track in tracks) at += PositionRows.Write(rows.AsSpan(at), track.Unit, track.Latitude, track.Longitude, track.Last.At);
        return new(rows, at);
    }
}
