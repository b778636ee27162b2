using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Tests.Given;
using AssignmentStep = Eoc.Contracts.Rpc.V1.AssignmentStep;
using IncidentStatus = Eoc.Contracts.Rpc.V1.IncidentStatus;
using PrimaryStatus = Eoc.Contracts.Rpc.V1.PrimaryStatus;

namespace Eoc.Picture.Tests.Projecting;

public sealed class Building_the_picture
{
    private static readonly UnitId Engine = UnitId.Parse("cfd/e12");
    private static readonly Audience[] Everything = [Audience.Room, Audience.Medical, Script.Sensitive, Audience.SourceProtected];

    [Fact]
    public void shows_an_incident_with_what_a_queue_needs()
    {
        var view = See(script => script.Open("fire")).Find(EntityKind.Incident, Script.Incident("fire").ToString())!.Incident;
        Assert.Equal(("cfd-2026-000042", "FIRE", 1, "Structure fire"), (view.Number, view.Type, view.Priority, view.Title));
        Assert.Equal([IncidentStatus.Active], view.Statuses);
        Assert.Equal(Script.Noon.AddSeconds(1), view.OpenedAt.ToDateTimeOffset());
    }

    [Fact]
    public void shows_every_step_of_an_assignment_with_its_time()
    {
        var view = See(script =>
        {
            script.Enrol(Engine);
            script.Dispatch(Engine, "a", "fire");
            script.Advance(Engine, "a", "fire", Contracts.Events.Units.AssignmentStep.EnRoute);
        }).Find(EntityKind.Assignment, $"{Engine}:{Script.Assignment("a")}")!.Assignment;
        Assert.Equal([AssignmentStep.Dispatched, AssignmentStep.EnRoute], view.Steps.Select(step => step.Step));
        Assert.Equal(Script.Noon.AddSeconds(3), view.Since.ToDateTimeOffset());
        Assert.Equal((Engine.ToString(), Script.Incident("fire").ToString()), (view.Unit, view.Incident));
    }

    [Fact]
    public void says_why_a_unit_is_not_available_since_when_and_by_whom()
    {
        var view = See(script =>
        {
            script.Enrol(Engine);
            script.SetDuty(Engine, "refuel");
        }).Find(EntityKind.Unit, "cfd/e12")!.Unit;
        Assert.Equal((PrimaryStatus.NotAvailable, "refuel", "dispatcher-1"), (view.Primary, view.Duty.Reason, view.Duty.By));
        Assert.Equal(Script.Noon.AddSeconds(2), view.PrimarySince.ToDateTimeOffset());
    }

    [Fact]
    public void hides_the_caller_but_not_the_call()
    {
        var script = new Script();
        script.Take("tip", Audience.SourceProtected);
        var room = See(script, Audience.Room);
        Assert.NotNull(room.Find(EntityKind.Call, Script.Call("tip").ToString()));
        Assert.Null(room.Find(EntityKind.Caller, Script.Call("tip").ToString()));
        Assert.Equal("J. Doe", See(script, Everything).Find(EntityKind.Caller, Script.Call("tip").ToString())!.Caller.Name);
    }

    [Fact]
    public void tells_where_a_unit_is_sent_only_to_those_who_may_know_the_incident()
    {
        var script = new Script();
        script.Enrol(Engine);
        script.Open("raid", audience: Script.Sensitive);
        script.Dispatch(Engine, "a", "raid", Script.Sensitive);
        var room = See(script, Audience.Room);
        Assert.Empty(room.All(EntityKind.Assignment));
        Assert.Empty(room.All(EntityKind.Incident));
        // That it is committed is the room's to know, or somebody would send it elsewhere.
        Assert.Equal(PrimaryStatus.NotAvailable, room.Find(EntityKind.Unit, "cfd/e12")!.Unit.Primary);
        Assert.Single(See(script, Everything).All(EntityKind.Assignment));
    }

    [Fact]
    public void needs_both_labels_for_a_medical_note_on_a_hidden_incident()
    {
        var script = new Script();
        script.Open("raid", audience: Script.Sensitive);
        script.Note("raid", "one shot", Audience.Medical);
        Assert.Empty(See(script, Audience.Room, Audience.Medical).All(EntityKind.Note));
        Assert.Empty(See(script, Audience.Room, Script.Sensitive).All(EntityKind.Note));
        Assert.Single(See(script, Audience.Room, Script.Sensitive, Audience.Medical).All(EntityKind.Note));
    }

    [Fact]
    public void leaves_out_the_incidents_own_list_of_units_because_it_counts_hidden_ones()
    {
        var script = new Script();
        script.Open("fire");
        var before = new World().Apply(script.Facts).Canonical(Audience.Room);
        script.List("fire", "b", UnitId.Parse("cpd/x9"), Contracts.Events.Units.AssignmentStep.Dispatched);
        Assert.Equal(before, new World().Apply(script.Facts).Canonical(Audience.Room));
    }

    [Fact]
    public void counts_versions_for_each_audience_so_that_no_hole_tells()
    {
        var script = new Script();
        script.Enrol(Engine);
        script.Enrol(Engine, Script.Sensitive);
        script.SetDuty(Engine, "hidden");
        script.SetDuty(Engine, "hidden too");
        script.Enrol(Engine);
        Assert.Equal(2ul, See(script, Audience.Room).Find(EntityKind.Unit, "cfd/e12")!.Version);
    }

    [Fact]
    public void takes_a_closed_incident_out_an_hour_later_and_back_when_it_goes_on()
    {
        var (script, world) = (new Script(), new World());
        using var watcher = world.Watch([Audience.Room]);
        world.Apply(script.Open("fire"), script.Note("fire", "out"), script.Close("fire")).Flush();
        world.Time.Advance(TimeSpan.FromHours(1.1));
        world.Tick();
        watcher.Take();
        Assert.Empty(watcher.Console.Entities);
        world.Apply(script.Reopen("fire")).Flush();
        watcher.Take();
        Assert.Equal(2, watcher.Console.Entities.Count());
    }

    [Fact]
    public void passes_over_positions_of_units_no_roster_has()
    {
        var world = new World().Position("cfd/nobody", 41.88, -87.63);
        Assert.Equal(1, world.Picture.UnknownUnits);
        Assert.Empty(world.Picture.Channels);
    }

    private static Given.Console See(Action<Script> write)
    {
        var script = new Script();
        write(script);
        return See(script, Everything);
    }

    private static Given.Console See(Script script, params Audience[] labels)
    {
        var world = new World().Apply(script.Facts).Flush();
        using var watcher = world.Watch(labels);
        watcher.Take();
        return watcher.Console;
    }
}
