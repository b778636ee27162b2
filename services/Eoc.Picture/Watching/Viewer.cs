using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Framing;
using Eoc.Picture.Measuring;
using Eoc.Picture.Projecting;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Eoc.Picture.Watching;

/// <summary>
/// One stream's view of a picture. Frames are pulled when the stream is ready for more, so a slow reader costs a few numbers per channel and never a
/// queue: facts come from the channels' histories, positions as they are by then.
/// </summary>
internal sealed class Viewer : IDisposable
{
    // A whole city's tick fits; more than this is never copied into one reader's pipe at once.
    private const int RoomPerMessage = 160 * 1024;
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(1);

    private readonly RealmPicture _picture;
    private readonly TimeProvider _time;
    private readonly Doorbell _bell = new();
    private readonly List<Cursor> _cursors = [];
    private readonly Dictionary<string, ChannelToken> _tokens;
    private readonly List<string> _opened = [];
    private readonly List<string> _closed = [];
    private ViewerScope _scope;
    private DateTimeOffset _nextHeartbeat;
    private long _conflated;
    private long _conflatedTold;
    private int _first;

    private Viewer(RealmPicture picture, ViewerScope scope, IEnumerable<ChannelToken> since, TimeProvider time)
    {
        (_picture, _scope, _time, _nextHeartbeat) = (picture, scope, time, time.GetUtcNow());
        _tokens = since.DistinctBy(token => token.Channel).ToDictionary(token => token.Channel, StringComparer.Ordinal);
    }

    /// <summary>Begins to look.</summary>
    public static Viewer Join(RealmPicture picture, ViewerScope scope, IEnumerable<ChannelToken> since, TimeProvider time)
    {
        var viewer = new Viewer(picture, scope, since, time);
        lock (picture.Gate)
        {
            foreach (var channel in InOrder(picture.Channels)) viewer.Offer(channel);
            viewer._tokens.Clear();
            picture.Viewers.Add(viewer);
            PictureMeasures.Viewers.Add(1);
        }

        viewer.Ring();
        return viewer;
    }

    /// <summary>A channel there is from now on; taken when it is one of this viewer's. Under the picture's lock.</summary>
    public void Offer(PictureChannel channel)
    {
        if (!_scope.Takes(channel.Key)) return;
        var known = _tokens.TryGetValue(channel.Name, out var token) && channel.Knows(token);
        _cursors.Add(new Cursor(channel, known ? (long)token!.Sequence : 0));
        channel.Viewers.Add(this);
        _opened.Add(channel.Name);
        Wake();
    }

    /// <summary>A grant began or ended: channels open and close.</summary>
    public void Rescope(ViewerScope scope)
    {
        lock (_picture.Gate)
        {
            _scope = scope;
            foreach (var gone in _cursors.Where(cursor => !scope.Takes(cursor.Channel.Key)).ToList()) Close(gone);
            var held = _cursors.Select(cursor => cursor.Channel).ToHashSet();
            foreach (var channel in InOrder(_picture.Channels.Where(channel => !held.Contains(channel)))) Offer(channel);
        }

        Ring();
    }

    /// <summary>Whether it is on the list of those to be served. Under the picture's lock.</summary>
    public bool IsListed { get; set; }

    /// <summary>Whether the last message was full before all was in it.</summary>
    public bool HasMore { get; private set; }

    /// <summary>There may be something to take: it is served with the others that a tick wakes. Under the picture's lock.</summary>
    public void Wake() => _picture.List(this);

    /// <summary>Runs whoever waits for <see cref="Woken" />. Not under the picture's lock.</summary>
    public void Ring() => _bell.Ring();

    /// <summary>Wakes it when its heartbeat is due.</summary>
    public void Tick(DateTimeOffset now)
    {
        if (now >= _nextHeartbeat) Wake();
    }

    /// <summary>Done when there may be something to take, on the thread that says so.</summary>
    public ValueTask Woken() => _bell.Wait();

    /// <summary>Fills in the next message; false when nothing is due.</summary>
    public bool Take(PreparedFrame frame)
    {
        lock (_picture.Gate)
        {
            var now = _picture.RealmNow.ToUnixTimeMilliseconds();
            var count = _cursors.Count;
            HasMore = false;
            for (var i = 0; i < count && frame.Length < RoomPerMessage; i++)
            {
                var cursor = _cursors[(_first + i) % count];
                if (cursor.IsBehind) Conflate(cursor.Fill(frame, now, RoomPerMessage));
                // Where it stopped for want of room the next message goes on, so that no channel starves another.
                if (!cursor.IsBehind) continue;
                (_first, HasMore) = ((_first + i) % count, true);
            }

            HasMore |= frame.Length >= RoomPerMessage;
            WriteOwn(frame.Own);
        }

        return !frame.IsEmpty;
    }

    /// <summary>Looks no more.</summary>
    public void Dispose()
    {
        lock (_picture.Gate)
        {
            if (_picture.Viewers.Remove(this)) PictureMeasures.Viewers.Add(-1);
            foreach (var cursor in _cursors) Leave(cursor);
            _cursors.Clear();
        }
    }

    /// <summary>Who takes part comes first: whoever shows units by their agencies would else put all of them in order twice.</summary>
    private static IEnumerable<PictureChannel> InOrder(IEnumerable<PictureChannel> channels) =>
        channels.OrderBy(channel => channel.Key.Kind != ChannelKind.Directory).ThenBy(channel => channel.Name, StringComparer.Ordinal);

    private void Conflate(long positions)
    {
        if (positions == 0) return;
        _conflated += positions;
        PictureMeasures.Conflated.Add(positions);
    }

    private void Close(Cursor cursor)
    {
        Leave(cursor);
        _cursors.Remove(cursor);
        _first = 0;
        if (!_opened.Remove(cursor.Channel.Name)) _closed.Add(cursor.Channel.Name);
    }

    private void Leave(Cursor cursor)
    {
        cursor.Release();
        cursor.Channel.Viewers.Remove(this);
    }

    private void WriteOwn(ByteBuilder own)
    {
        var isDue = _time.GetUtcNow() >= _nextHeartbeat;
        if (!isDue && _opened.Count == 0 && _closed.Count == 0 && _conflated == _conflatedTold) return;
        var viewer = new ViewerFrame { Conflated = (ulong)_conflated };
        viewer.Opened.AddRange(_opened);
        viewer.Closed.AddRange(_closed);
        if (isDue) viewer.Heartbeat = Beat();
        _conflatedTold = _conflated;
        _opened.Clear();
        _closed.Clear();
        own.Field(WatchResponse.ViewerFieldNumber, viewer.ToByteArray());
    }

    private Heartbeat Beat()
    {
        var now = _time.GetUtcNow();
        while (_nextHeartbeat <= now) _nextHeartbeat += HeartbeatEvery;
        return new() { ServerTime = now.ToTimestamp(), RealmTime = _picture.RealmNow.ToTimestamp(), Delayed = _picture.IsDelayed };
    }
}
