using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Positions;
using Eoc.Contracts.Ids;
using Eoc.Journal;
using Eoc.Journal.Following;
using Eoc.Journal.Tracing;
using Eoc.Picture.Measuring;
using Eoc.Picture.Projecting;
using Microsoft.Extensions.Logging;

namespace Eoc.Picture.Following;

/// <summary>One realm's picture and what keeps it at the journal's heads.</summary>
internal sealed class FollowedRealm : IRealmReader
{
    private static readonly StreamKind[] Kinds = [StreamKind.Realm, StreamKind.Agency, StreamKind.Unit, StreamKind.Incident, StreamKind.Call];

    private static readonly TimeSpan TolerableUncertainty = TimeSpan.FromSeconds(3);

    private readonly Projection _projection;
    private readonly FlushClock _flushes;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _gone = new();

    public FollowedRealm(IJournal journal, ulong seed, TimeProvider time, ILogger logger)
    {
        Picture = new RealmPicture(journal.Realm, seed) { RealmNow = time.GetUtcNow(), Trace = CommandTrace.IsOn ? new FrameTrace(time) : null };
        (_time, Gone) = (time, _gone.Token);
        _projection = new Projection(Picture);
        _flushes = new FlushClock(Picture, time);
        Following = new RealmFollowing(journal, Kinds, Apply, time, logger);
    }

    public RealmPicture Picture { get; }

    public RealmFollowing Following { get; }

    /// <summary>Cancelled when the realm is no longer followed: nothing comes to this picture any more.</summary>
    public CancellationToken Gone { get; }

    public void Loaded() => Tick();

    /// <summary>Makes the frames that a tick makes due, and wakes viewers whose heartbeat is due.</summary>
    public void Tick()
    {
        var wall = _time.GetUtcNow();
        lock (Picture.Gate)
        {
            Picture.RealmNow = RealmClock.Now(_projection.Clock, wall);
            Picture.IsDelayed = Following.Uncertainty > TolerableUncertainty;
            var now = Picture.RealmNow.ToUnixTimeMilliseconds();
            _projection.Retirement.Sweep(now);
            Picture.Flush(tick: true, now);
            foreach (var viewer in Picture.Viewers) viewer.Tick(wall);
        }

        Picture.Serve();
    }

    /// <summary>Takes positions; they are told at the next tick, and when a unit changes its cell at once.</summary>
    public void Position(ReadOnlySpan<byte> packed)
    {
        lock (Picture.Gate)
        {
            var rows = new PositionRows(packed);
            Span<char> unit = stackalloc char[PositionRows.LongestUnit];
            while (rows.Next(unit, out var row)) Picture.Position(unit[..row.UnitLength], row.Latitude, row.Longitude, row.FixedAt);
            if (Picture.IsDirty) _flushes.Request();
        }
    }

    public void Dispose()
    {
        if (Gone.IsCancellationRequested) return;
        _gone.Cancel();
        _gone.Dispose();
        _flushes.Dispose();
        Following.Dispose();
    }

    private void Apply(StoredFact stored)
    {
        lock (Picture.Gate)
        {
            Picture.Trace?.Begin(stored.Header);
            _projection.Apply(stored);
            Picture.Trace?.End();
            if (Picture.IsDirty) _flushes.Request();
        }
    }
}
