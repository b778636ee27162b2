using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Framing;

namespace Eoc.Picture.Tests.Given;

/// <summary>The rows of a channel and three who look at them: one follows every frame, one comes back now and then, one comes late.</summary>
internal sealed class RowPlay(Random random)
{
    public const int Rows = 40;

    private static readonly int[] Extremes = [0, 1, -1, 180_000_000, -180_000_000, 90_000_000, int.MaxValue, int.MinValue];

    private readonly PositionColumns _columns = new();
    private readonly PositionBlockWriter _writer = new();
    private readonly Dictionary<int, (int Latitude, int Longitude)> _places = [];
    private readonly HashSet<uint> _leftSince = [];
    private long _frame;
    private long _returnerAt;
    private long _now = 1_000_000;

    public HeldRows Follower { get; } = new();

    public HeldRows Returner { get; } = new();

    public HeldRows Late { get; } = new();

    public (int Latitude, int Longitude)? PlaceOf(int slot) => _places.TryGetValue(slot, out var place) ? place : null;

    public void Step()
    {
        for (var acts = random.Next(12); acts > 0; acts--) Act();
        if (_columns.Moved > 0) Tell();
        if (random.Next(6) == 0) Return();
    }

    public void End()
    {
        Return();
        TellSince(0, Late);
    }

    private void Act()
    {
        if (_places.Count < Rows && random.Next(4) == 0) Open();
        else if (_places.Count > 0 && random.Next(12) == 0) Close(AnySlot());
        else if (_places.Count > 0) Move(AnySlot());
    }

    private int AnySlot() => _places.Keys.ElementAt(random.Next(_places.Count));

    private void Open()
    {
        var slot = _columns.Open();
        _places.Add(slot, default);
        Move(slot);
    }

    private void Close(int slot)
    {
        _columns.Close(slot);
        _places.Remove(slot);
        _leftSince.Add((uint)slot);
        Follower.Forget((uint)slot);
    }

    private void Move(int slot)
    {
        var (latitude, longitude) = _places[slot];
        _places[slot] = random.Next(4) == 0
            ? (Extremes[random.Next(Extremes.Length)], Extremes[random.Next(Extremes.Length)])
            : (latitude + 100 + random.Next(3), longitude - random.Next(300));
        _columns.Move(slot, _places[slot].Latitude, _places[slot].Longitude, _now += 1_000);
    }

    private void Tell()
    {
        _writer.Begin();
        var rows = _columns.TellMoved(_writer, ++_frame);
        var block = Block(absolute: false);
        Assert.Equal(rows, (int)block.Rows);
        Follower.Apply(block);
    }

    /// <summary>What was told since the frame it holds, after the removals of that time.</summary>
    private void Return()
    {
        foreach (var slot in _leftSince) Returner.Forget(slot);
        _leftSince.Clear();
        TellSince(_returnerAt, Returner);
        _returnerAt = _frame;
    }

    private void TellSince(long frame, HeldRows viewer)
    {
        _writer.Begin();
        if (_columns.TellSince(_writer, frame, _now) > 0) viewer.Apply(Block(absolute: true));
    }

    private PositionBlock Block(bool absolute)
    {
        var frame = new ByteBuilder();
        _writer.End(frame, absolute, _now);
        return ChannelFrame.Parser.ParseFrom(frame.Written).Positions.Single();
    }
}
