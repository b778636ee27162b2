using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Calls;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Grains;
using Eoc.Domain.Incidents.Noting;
using Eoc.Domain.Units.Advancing;
using Eoc.Domain.Units.Dispatching;
using Eoc.Domain.Units.Ending;
using Eoc.Domain.Units.Enrolling;
using Eoc.Incidents.Turns;
using Eoc.Journal.Appending;
using Eoc.Simulation.Running;
using Eoc.Simulation.Working;
using Attaching = Eoc.Domain.Calls.Attaching;
using Closing = Eoc.Domain.Incidents.Closing;
using Opening = Eoc.Domain.Incidents.Opening;
using Taking = Eoc.Domain.Calls.Taking;

namespace Eoc.Simulation.Commanding;

/// <summary>Makes the commands of a shift: drawn from the seed, about what the dispatchers know of.</summary>
internal sealed class Desk(World world)
{
    public static readonly AgencyId Agency = AgencyId.Parse("cfd");

    private static readonly Audience Secret = Audience.LawEnforcementSensitive;
    private static readonly AssignmentStep[] Steps = [AssignmentStep.Acknowledged, AssignmentStep.EnRoute, AssignmentStep.OnScene, AssignmentStep.AtPatient, AssignmentStep.AtHospital];

    private readonly List<(IncidentId Id, Audience Audience)> _incidents = [];
    private readonly List<CallId> _calls = [];
    private int _made;

    public UnitId[] Units { get; } = [.. Enumerable.Range(1, 5).Select(number => UnitId.Parse($"cfd/e{number}"))];

    /// <summary>A word that stands in everything hidden.</summary>
    public const string Hidden = "informant";

    public Request Enrol(UnitId unit) => New(
        "ana", $"enrol {unit}", true, (process, context) => process.Unit(
            unit, turn => turn.Take(context, (state, moment) => Domain.Units.Enrolling.Enrol.Decide(state, new(unit, new($"{unit}", "engine", "", Audience.Room)), moment), default)));

    public Request Next(string account) => world.Random.Next(100) switch
    {
        < 8 => Take(account),
        < 20 => Open(account),
        < 45 => Dispatch(account),
        < 72 => Advance(account),
        < 84 => End(account),
        < 90 => Note(account),
        < 94 => Attach(account),
        < 96 => Duty(account),
        _ => Close(account),
    };

    private Request Take(string account)
    {
        var call = new CallId(NewId("call"));
        _calls.Add(call);
        var details = new CallDetails(CallChannel.Voice, "", "", "", null, "smoke", Audience.Room);
        return New(account, $"take {call}", true, (process, context) =>
            process.Call(call, turn => turn.Take(context, (state, moment) => Taking.Take.Decide(state, new(call, details), moment), default)));
    }

    private Request Open(string account)
    {
        var (incident, audience) = (new IncidentId(NewId("incident")), world.Chance(0.25) ? Secret : Audience.Room);
        var call = _calls.Count > 0 && world.Chance(0.3) ? Draw(_calls) : default(CallId?);
        _incidents.Add((incident, audience));
        var title = audience == Secret ? Hidden : "fire";
        var open = new Opening.OpenIncident(incident, new(title, world.Random.Next(1, 4), title, null, title), audience, call);
        var series = Opening.Open.Series(Agency, audience);
        Domain.Decision Decide(Domain.Incidents.Incident state, long running, Domain.Moment moment) => Opening.Open.Decide(state, open, new(series, 2026, running), moment);
        return New(account, $"open {incident}", true, (process, context) => process.Incident(incident, turn => turn.Take(
            context, (state, moment) => Decide(state, 0, moment),
            (state, moment) => new Numbering(series, 2026, running => Decide(state, running, moment).Facts), default)));
    }

    private Request Dispatch(string account)
    {
        if (_incidents.Count == 0) return Take(account);
        var (unit, incident, id) = (Draw(Units), _incidents[^(1 + world.Random.Next(Math.Min(6, _incidents.Count)))].Id, new AssignmentId(NewId("assignment")));
        var mode = world.Random.Next(4) switch { 0 => IfCommitted.Stack, 1 => IfCommitted.Divert, _ => IfCommitted.Refuse };
        return New(account, $"dispatch {unit} to {incident} as {id} {mode}", true, async (process, context) =>
        {
            var there = await process.Incident(incident, async turn => await turn.State(default));
            var closed = there.IsOpen ? null : new RefusalReply { Code = "incident-closed" };
            if ((there.Hidden(context.ToMoment())?.ToResult().Refusal ?? closed) is { } because) return await process.Unit(unit, turn => turn.Decline(context, because, default));
            return await process.Unit(unit, turn => turn.Take(
                context,
                (state, moment) => Domain.Units.Dispatching.Dispatch.Decide(
                    process.Bugs.HasFlag(Bugs.NoRule) ? state with { Open = [] } : state, new(id, incident, there.Audience, mode, "life at risk"), moment),
                default));
        });
    }

    private Request Advance(string account)
    {
        var (unit, step) = (Draw(Units), Draw(Steps));
        return New(account, $"{unit} {step}", false, (process, context) =>
            process.Unit(unit, turn => turn.Take(context, (state, moment) => Domain.Units.Advancing.Advance.Decide(state, new(null, step), moment), default)));
    }

    private Request End(string account)
    {
        var unit = Draw(Units);
        return New(account, $"clear {unit}", true, (process, context) => process.Unit(
            unit, turn => turn.Take(
                context, (state, moment) => Domain.Units.Ending.End.Decide(state, new(null, AssignmentEnd.Cleared, false, ""), moment), default)));
    }

    private Request Note(string account)
    {
        if (_incidents.Count == 0) return Take(account);
        var (incident, audience) = Draw(_incidents);
        var note = world.Chance(0.3) ? new NoteIncident(Hidden, false, Secret) : new NoteIncident(audience == Secret ? Hidden : "note", false, null);
        return New(account, $"note {incident}", true, (process, context) =>
            process.Incident(incident, turn => turn.Take(context, (state, moment) => Domain.Incidents.Noting.Note.Decide(state, note, moment), default)));
    }

    private Request Attach(string account)
    {
        if (_incidents.Count == 0 || _calls.Count == 0) return Take(account);
        var ((incident, audience), call, undo) = (Draw(_incidents), Draw(_calls), world.Chance(0.4));
        return New(account, $"attach {call} to {incident}", false, (process, context) => process.Call(call, turn => turn.Take(
            context, (state, moment) => undo ? Attaching.Attach.Undo(state, moment) : Attaching.Attach.Decide(state, incident, audience, moment), default)));
    }

    private Request Duty(string account)
    {
        var (unit, status) = (Draw(Units), (PrimaryStatus)world.Random.Next(1, 3));
        return New(account, $"{unit} {status}", false, (process, context) =>
            process.Unit(unit, turn => turn.Take(context, (state, moment) => SetDuty.Decide(state, new(status, "training", null), moment), default)));
    }

    private Request Close(string account)
    {
        if (_incidents.Count == 0) return Take(account);
        var incident = Draw(_incidents).Id;
        return New(account, $"close {incident}", false, (process, context) => process.Incident(incident, async turn =>
        {
            var over = new List<AssignmentId>();
            foreach (var listed in (await turn.State(default)).Assignments.Where(listed => listed.End is null))
                if (!await process.Unit(listed.Unit, async unit => (await unit.Current(default)).Open.Any(open => open.Incident == incident))) over.Add(listed.Assignment);
            return await turn.Take(context, (state, moment) => Closing.Close.Decide(state, [new(Agency, "14")], [.. over], moment), default);
        }));
    }

    private Request New(string account, string what, bool alwaysWrites, Func<SimulatedProcess, CommandContext, Task<CommandResult>> send) =>
        new(account, new(NewId("command")), what, alwaysWrites, account == "dee" ? [Audience.Room, Secret] : [Audience.Room], send, RealmId.Live);

    private Guid NewId(string what) => DerivedId.From(what, $"{world.Seed}", $"{_made++}");

    private T Draw<T>(IReadOnlyList<T> from) => from[world.Random.Next(from.Count)];
}
