using Eoc.Contracts.Ids;
using Eoc.Picture.Tests.Given;
using Eoc.Picture.Watching;

namespace Eoc.Picture.Tests.Framing;

public sealed class Telling_positions
{
    private const int Http2FrameHeader = 9;
    private const int LargestHttp2Frame = 16 * 1024;
    private const int GrpcPrefix = 5;

    [Fact]
    public void takes_at_most_two_bytes_for_each_unit_that_moved_framing_included()
    {
        const int Units = 25_000;
        var world = new World();
        var city = new City(world, Units);
        using var watcher = world.Watch([Audience.Room]);
        city.Drive(world, Units);
        world.Tick();
        watcher.Take();
        watcher.Messages.Clear();

        const int Seconds = 10;
        for (var second = 0; second < Seconds; second++)
        {
            city.Drive(world, Units);
            world.Tick();
            watcher.Take();
        }

        var bytes = watcher.Messages.Sum(message => GrpcPrefix + message.Length + Http2FrameHeader * (1 + message.Length / LargestHttp2Frame));
        var perUnit = (double)bytes / (Units * Seconds);
        TestContext.Current.TestOutputHelper?.WriteLine($"{perUnit:F2} bytes for each unit that moved, {watcher.Console.Snapshots} channels");
        Assert.InRange(perUnit, 0, 2);
    }

    [Fact]
    public void in_full_takes_at_most_seven_bytes_for_place_and_movement()
    {
        var world = new World();
        var city = new City(world, 10_000);
        for (var second = 0; second < 3; second++)
        {
            city.Drive(world, 10_000);
            world.Tick();
        }

        using var watcher = world.Watch([Audience.Room]);
        var blocks = watcher.Take().SelectMany(message => message.Channels).SelectMany(frame => frame.Positions).ToList();
        Assert.Equal(10_000, blocks.Sum(block => block.Rows));
        // Without the ages: fixes of this world are from 1970.
        var perUnit = blocks.Sum(block => block.CalculateSize() - block.AgeColumn.Length) / 10_000.0;
        TestContext.Current.TestOutputHelper?.WriteLine($"{perUnit:F2} bytes for each unit in full");
        Assert.InRange(perUnit, 0, 7);
    }

    [Fact]
    public void puts_every_unit_where_it_is()
    {
        var world = new World();
        var city = new City(world, 500);
        using var watcher = world.Watch([Audience.Room]);
        for (var second = 0; second < 120; second++)
        {
            city.Drive(world, 300);
            world.Tick();
            watcher.Take();
        }

        for (var unit = 0; unit < 300; unit++)
        {
            var (latitude, longitude) = city.PlaceOf(unit);
            Assert.Equal(((int)(latitude * 1e6) / 1e6, (int)(longitude * 1e6) / 1e6), watcher.Console.PositionOf(city.Units[unit])!.Value);
        }
    }

    [Fact]
    public void gives_a_viewer_who_comes_late_the_way_a_unit_is_going()
    {
        var (script, world) = (new Script(), new World());
        world.Apply(script.Enrol(UnitId.Parse("cfd/e12"))).Position("cfd/e12", 41.88, -87.63).Tick();
        world.Position("cfd/e12", 41.8801, -87.6302).Tick();
        using var watcher = world.Watch([Audience.Room]);
        watcher.Take();
        Assert.Equal((100, -200), watcher.Console.MovementOf("cfd/e12"));
    }

    [Fact]
    public void does_not_leave_a_unit_that_changes_its_cell_without_a_place_until_the_next_tick()
    {
        var (script, world) = (new Script(), new World());
        using var watcher = world.Watch([Audience.Room]);
        world.Apply(script.Enrol(UnitId.Parse("cfd/e12"))).Position("cfd/e12", 41.88, -87.63).Flush();
        watcher.Take();
        Assert.Equal((41.88, -87.63), watcher.Console.PositionOf("cfd/e12"));
        world.Position("cfd/e12", 41.99, -87.63).Flush();
        watcher.Take();
        Assert.Equal((41.99, -87.63), watcher.Console.PositionOf("cfd/e12"));
        Assert.Single(watcher.Console.All(Contracts.Rpc.V1.EntityKind.Unit));
    }

    [Fact]
    public void tells_again_of_a_unit_that_stands_still_and_says_so_but_not_of_one_that_is_silent()
    {
        var (script, world) = (new Script(), new World());
        using var watcher = world.Watch([Audience.Room]);
        world.Apply(script.Enrol(UnitId.Parse("cfd/e12")));
        Report(0);
        watcher.Messages.Clear();
        Report(29);
        Assert.Equal(0, Blocks(watcher));
        Report(2);
        Assert.Equal(1, Blocks(watcher));
        world.Time.Advance(TimeSpan.FromMinutes(5));
        world.Tick();
        watcher.Take();
        Assert.Equal(1, Blocks(watcher));

        void Report(int secondsLater)
        {
            world.Time.Advance(TimeSpan.FromSeconds(secondsLater));
            world.Picture.Position("cfd/e12", 41_880_000, -87_630_000, world.Time.GetUtcNow().ToUnixTimeMilliseconds());
            world.Tick();
            watcher.Take();
        }
    }

    [Fact]
    public void keeps_a_unit_on_a_border_in_its_cell()
    {
        var (script, world) = (new Script(), new World());
        world.Apply(script.Enrol(UnitId.Parse("cfd/e12"))).Position("cfd/e12", 41.8999, -87.63).Tick();
        var before = world.Picture.Channels.Count;
        for (var i = 0; i < 10; i++) world.Position("cfd/e12", i % 2 == 0 ? 41.9001 : 41.8999, -87.63).Tick();
        Assert.Equal(before, world.Picture.Channels.Count);
    }

    [Fact]
    public void of_a_hidden_unit_is_for_those_who_may_know_it()
    {
        var (script, world) = (new Script(), new World());
        using var room = world.Watch([Audience.Room]);
        using var police = world.Watch([Audience.Room, Script.Sensitive]);
        world.Apply(script.Enrol(UnitId.Parse("cpd/x9"), Script.Sensitive)).Position("cpd/x9", 41.88, -87.63).Tick();
        room.Take();
        police.Take();
        Assert.Null(room.Console.PositionOf("cpd/x9"));
        Assert.NotNull(police.Console.PositionOf("cpd/x9"));
    }

    [Fact]
    public void drops_what_is_older_than_what_is_known()
    {
        var (script, world) = (new Script(), new World());
        world.Apply(script.Enrol(UnitId.Parse("cfd/e12")));
        world.Picture.Position("cfd/e12", 41_880_000, -87_630_000, 2_000);
        world.Picture.Position("cfd/e12", 41_990_000, -87_630_000, 1_000);
        Assert.Equal(41_880_000, world.Picture.PlaceOf("cfd/e12").Latitude);
    }

    [Fact]
    public void allocates_nothing_for_a_position_from_the_batch_to_the_copy_that_is_sent()
    {
        var world = new World();
        var city = new City(world, 2_000);
        using var watcher = world.Watch([Audience.Room]);
        var (frame, sent) = (new PreparedFrame(), new System.Buffers.ArrayBufferWriter<byte>(1 << 20));
        for (var warm = 0; warm < 20; warm++) Cycle(world, city, watcher, frame, sent, 1_000);

        // What each position costs is there every time; what the runtime adds once is not in the least of three.
        var allocated = Enumerable.Range(0, 3).Min(_ => Allocated(() => Cycle(world, city, watcher, frame, sent, 1_000)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{allocated} bytes allocated for 100,000 positions");
        // Not one byte a position; a pool may grow once.
        Assert.InRange(allocated, 0, 1_024);
    }

    private static void Cycle(World world, City city, Watcher watcher, PreparedFrame frame, System.Buffers.ArrayBufferWriter<byte> sent, int moving)
    {
        // Back and forth, so that nobody changes its cell: that is a change of an entity, not of a position.
        var step = _step++ % 2 == 0 ? 50 : 0;
        for (var unit = 0; unit < moving; unit++)
            world.Picture.Position(city.Units[unit], 41_700_000 + unit * 100 + step, -87_700_000 - unit * 100 - step, ++_fix);
        world.Picture.Flush(tick: true, _fix);
        sent.ResetWrittenCount();
        while (watcher.Viewer.Take(frame))
        {
            frame.CopyTo(sent);
            frame.Clear();
        }
    }

    private static int Blocks(Watcher watcher) =>
        watcher.Messages.Sum(message => Contracts.Rpc.V1.WatchResponse.Parser.ParseFrom(message).Channels.Sum(frame => frame.Positions.Count));

    private static long _fix = 10_000_000;
    private static int _step;

    private static long Allocated(Action act)
    {
        act();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
