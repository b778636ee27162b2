using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Demonstrating.Watching;
using Xunit;

namespace Eoc.Exercises.Tests.Demonstrating;

public sealed class Mirroring_the_room
{
    private const string North = "1:1/units/room", South = "1:2/units/room";
    private static readonly UnitId Engine = UnitId.Parse("fd/e1");
    private readonly RoomMirror _mirror = new();

    [Fact]
    public void is_whole_when_every_channel_that_opened_has_told_its_snapshot()
    {
        _mirror.Take(Opened(North, South));
        _mirror.Take(With(Snapshot(North, Free())));
        _mirror.Take(Beat());
        Assert.False(_mirror.IsWhole);

        _mirror.Take(With(Snapshot(South)));
        _mirror.Take(Beat());
        Assert.True(_mirror.IsWhole);
    }

    [Fact]
    public void keeps_a_unit_that_went_into_another_channel_before_it_left_the_first()
    {
        _mirror.Take(With(Snapshot(North, Free())));
        _mirror.Take(With(Changes(South, new Change { Upsert = Free() })));
        _mirror.Take(With(Changes(North, new Change { Removal = new() { Kind = EntityKind.Unit, Id = Engine.ToString() } })));

        Assert.True(_mirror.IsFree(Engine));
    }

    [Fact]
    public void forgets_what_a_closed_channel_held()
    {
        _mirror.Take(With(Snapshot(North, Free())));
        _mirror.Take(new() { Viewer = new() { Closed = { North } } });

        Assert.False(_mirror.IsFree(Engine));
    }

    [Fact]
    public void finds_what_a_unit_serves_and_whom_an_incident_has()
    {
        var (incident, assignment) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var view = new AssignmentView { Unit = Engine.ToString(), Incident = incident.ToString(), Step = AssignmentStep.EnRoute };
        var busy = new Upsert { Kind = EntityKind.Unit, Id = Engine.ToString(), Unit = new() { Primary = PrimaryStatus.NotAvailable, ActiveAssignment = assignment.ToString() } };
        _mirror.Take(With(Snapshot(North, busy, new Upsert { Kind = EntityKind.Assignment, Id = $"{Engine}:{assignment}", Assignment = view })));

        Assert.Equal(assignment, _mirror.ActiveOf(Engine)!.Assignment);
        Assert.Equal(Engine, Assert.Single(_mirror.AssignmentsOf(incident)).Unit);
        Assert.False(_mirror.IsFree(Engine));
    }

    private static Upsert Free() => new() { Kind = EntityKind.Unit, Id = Engine.ToString(), Unit = new() { Primary = PrimaryStatus.Available } };

    private static WatchResponse Opened(params string[] channels) => new() { Viewer = new() { Opened = { channels } } };

    private static WatchResponse Beat() => new() { Viewer = new() { Heartbeat = new() } };

    private static WatchResponse With(ChannelFrame frame) => new() { Channels = { frame } };

    private static ChannelFrame Snapshot(string channel, params Upsert[] holds) =>
        new() { Channel = channel, Snapshot = new() { Part = 0, Parts = 1 }, Changes = { holds.Select(upsert => new Change { Upsert = upsert }) } };

    private static ChannelFrame Changes(string channel, params Change[] changes) => new() { Channel = channel, Changes = { changes } };
}
