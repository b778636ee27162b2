using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Realms;
using Eoc.Contracts.Grains;
using Eoc.Domain.Incidents.Opening;
using Eoc.Journal.Appending;
using Eoc.Simulation.Commanding;
using Eoc.Simulation.Running;
using Eoc.Simulation.Working;
using Request = Eoc.Simulation.Commanding.Request;

namespace Eoc.Simulation.Drilling;

/// <summary>Somebody who plays a drill: opens incidents that nobody is sent to, and moves the clock on, step by step.</summary>
internal sealed class Planner
{
    private const string Account = "pia";

    private static readonly DateTimeOffset Begin = new(2011, 2, 1, 18, 0, 0, TimeSpan.Zero);

    private readonly World _world;
    private readonly Line _line;
    private DateTimeOffset _to = Begin;
    private bool _done;
    private int _made;

    public Planner(World world, Line line)
    {
        (_world, _line) = (world, line);
        line.Start(Work);
    }

    public void GoHome() => _done = true;

    private async Task Work()
    {
        await _line.Insist(Open());
        while (!_done)
        {
            for (var incidents = _world.Random.Next(4); incidents > 0; incidents--) await _line.Insist(Incident());
            _to += _world.Between(60_000, 900_000);
            await _line.Insist(Advance(_to));
            await _line.Wait(200, 8000);
        }
    }

    private Request Open() => New("open the drill", (process, context) => process.Drill!.Open(
        context, wall => new(Drill.Id, RealmKind.Exercise, "America/Chicago", "Blizzard", new(ClockMode.Driven, wall, Begin, 0))));

    private Request Incident()
    {
        var incident = new IncidentId(NewId("incident"));
        var open = new OpenIncident(incident, new("fire", _world.Random.Next(1, 4), "fire", null, "fire"), Audience.Room, null);
        var series = Domain.Incidents.Opening.Open.Series(Desk.Agency, Audience.Room);
        Domain.Decision Decide(Domain.Incidents.Incident state, long running, Domain.Moment moment) =>
            Domain.Incidents.Opening.Open.Decide(state, open, new(series, 2011, running), moment);
        return New($"open {incident}", (process, context) => process.Drill!.Incident(StreamId.Of(Drill.Id, incident), turn => turn.Take(
            context, (state, moment) => Decide(state, 0, moment),
            (state, moment) => new Numbering(series, 2011, running => Decide(state, running, moment).Facts), default)));
    }

    private Request Advance(DateTimeOffset to) => New($"advance to {to:HH:mm:ss}", (process, context) => process.Drill!.Advance(context, to));

    private Request New(string what, Func<SimulatedProcess, CommandContext, Task<CommandResult>> send) =>
        new(Account, new(NewId("command")), what, true, [Audience.Room], send, Drill.Id);

    private Guid NewId(string what) => DerivedId.From("drill", what, $"{_world.Seed}", $"{_made++}");
}
