using System.Collections.Frozen;
using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Following;
using Eoc.Picture.Projecting;
using Eoc.Picture.Watching;
using Microsoft.Extensions.Time.Testing;

namespace Eoc.Picture.Tests.Given;

/// <summary>A picture without a server, on one clock that only the test moves.</summary>
internal sealed class World
{
    private readonly Projection _projection;

    public World(ulong seed = 1)
    {
        Picture = new RealmPicture(RealmId.Live, seed) { RealmNow = Script.Noon };
        _projection = new Projection(Picture);
    }

    public RealmPicture Picture { get; }

    public FakeTimeProvider Time { get; } = new(Script.Noon);

    public static FrozenSet<string> Labels(params Audience[] labels) => labels.Select(label => label.Label).ToFrozenSet(StringComparer.Ordinal);

    public World Apply(params IEnumerable<StoredFact> facts)
    {
        foreach (var fact in facts) _projection.Apply(fact);
        return this;
    }

    public byte[] Canonical(params Audience[] labels) => CanonicalPicture.Encode(Picture, Labels(labels));

    public World Flush()
    {
        Picture.Flush(tick: false, Milliseconds);
        return this;
    }

    /// <summary>A quarter of a second passes.</summary>
    public World Tick()
    {
        Time.Advance(TimeSpan.FromMilliseconds(250));
        Picture.RealmNow = Time.GetUtcNow();
        _projection.Retirement.Sweep(Milliseconds);
        Picture.Flush(tick: true, Milliseconds);
        return this;
    }

    public World Position(string unit, double latitude, double longitude)
    {
        Picture.Position(unit, (int)(latitude * 1e6), (int)(longitude * 1e6), ++_fix);
        return this;
    }

    public Watcher Watch(Audience[] labels, IEnumerable<ChannelToken>? since = null, Placing.Area[]? areas = null, ChannelKind[]? kinds = null, Console? console = null)
    {
        var scope = new ViewerScope(Labels(labels), [.. areas ?? []], [.. kinds ?? []]);
        return new(Viewer.Join(Picture, scope, since ?? [], Time), console);
    }

    private long _fix = 1_000_000;

    private long Milliseconds => Picture.RealmNow.ToUnixTimeMilliseconds();
}

/// <summary>A viewer whose messages the test takes when it likes, and the console it feeds.</summary>
internal sealed class Watcher(Viewer viewer, Console? console = null) : IDisposable
{
    private readonly PreparedFrame _frame = new();

    public Viewer Viewer => viewer;

    /// <summary>Every byte of every message so far.</summary>
    public List<byte[]> Messages { get; } = [];

    public Console Console { get; } = console ?? new();

    /// <summary>Takes all that is due.</summary>
    public ImmutableArray<WatchResponse> Take()
    {
        var taken = ImmutableArray.CreateBuilder<WatchResponse>();
        while (viewer.Take(_frame))
        {
            var bytes = new System.Buffers.ArrayBufferWriter<byte>();
            _frame.CopyTo(bytes);
            _frame.Clear();
            Messages.Add(bytes.WrittenSpan.ToArray());
            taken.Add(WatchResponse.Parser.ParseFrom(bytes.WrittenSpan));
            Console.Apply(taken[^1]);
        }

        return taken.ToImmutable();
    }

    public void Dispose() => viewer.Dispose();
}
