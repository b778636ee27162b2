using Eoc.Contracts.Events.Units;
using Eoc.Domain.Tests.Givens;
using Eoc.Domain.Units;
using Eoc.Domain.Units.Advancing;
using Eoc.Domain.Units.Dispatching;
using Eoc.Domain.Units.Enrolling;
using FsCheck;
using FsCheck.Fluent;
using Ending = Eoc.Domain.Units.Ending;

namespace Eoc.Domain.Tests.Generating;

/// <summary>One command somebody gives a unit, at some time, knowing what they know.</summary>
public sealed record UnitCommand(UnitVerb Verb, int Incident, AssignmentStep Step, IfCommitted Mode, bool Reason, bool Named, int Minutes, bool Detective)
{
    private static readonly IncidentId[] Incidents = [Fire, Flood, Raid];

    /// <summary>The assignment it concerns when it names one.</summary>
    public AssignmentId Assignment => E12.To(Incidents[Incident]);

    internal Moment Moment => Detective ? Names.Detective(Minutes) : Dispatcher(Minutes);

    private string Words => Reason ? "life at risk" : string.Empty;

    internal Decision Decide(Unit unit) => Verb switch
    {
        UnitVerb.Dispatch => Dispatch.Decide(unit, new(Assignment, Incidents[Incident], Audience.Room, Mode, Words), Moment),
        UnitVerb.Advance => Advance.Decide(unit, new(Named ? Assignment : null, Step), Moment),
        UnitVerb.End => Ending.End.Decide(unit, new(Named ? Assignment : null, AssignmentEnd.Cleared, Reason, string.Empty), Moment),
        UnitVerb.SetDuty => SetDuty.Decide(unit, new((PrimaryStatus)(1 + Incident), Words, null), Moment),
        _ => Enrol.Decide(unit, new(E12, Given.Profile() with { Station = Words }), Moment),
    };
}

/// <summary>What one can tell a unit.</summary>
public enum UnitVerb
{
    Dispatch,
    Advance,
    End,
    SetDuty,
    Enrol,
}

/// <summary>What dispatchers do to a unit in the course of a day.</summary>
public sealed record UnitScript(UnitCommand[] Commands)
{
    internal static Story<Unit> Begin => Given.Available(E12);

    internal Story<Unit> Finish => Commands.Aggregate(Begin, (story, command) => story.After(command.Decide(story), command.Moment));

    /// <summary>The story before each command, the command, its decision and the story after it.</summary>
    internal IEnumerable<(Story<Unit> Before, UnitCommand Command, Decision Decision, Story<Unit> After)> Played()
    {
        var story = Begin;
        foreach (var command in Commands)
        {
            var decision = command.Decide(story);
            var after = story.After(decision, command.Moment);
            yield return (story, command, decision, after);
            story = after;
        }
    }
}

/// <summary>Makes days of a unit.</summary>
public static class UnitScripts
{
    private static readonly Gen<UnitVerb> Verbs = Gen.Elements(
        UnitVerb.Dispatch, UnitVerb.Dispatch, UnitVerb.Dispatch, UnitVerb.Advance, UnitVerb.Advance, UnitVerb.Advance, UnitVerb.Advance, UnitVerb.End,
        UnitVerb.End, UnitVerb.SetDuty, UnitVerb.Enrol);

    private static readonly Gen<bool> EitherWay = Gen.Elements(true, false);

    public static Arbitrary<UnitCommand> Command() => Arb.From(
        from verb in Verbs
        from incident in Gen.Choose(0, 2)
        from step in Gen.Elements(Enum.GetValues<AssignmentStep>())
        from mode in Gen.Elements(Enum.GetValues<IfCommitted>())
        from reason in EitherWay
        from named in Gen.Elements(true, true, true, false)
        from minutes in Gen.Choose(-30, 30)
        from detective in EitherWay
        select new UnitCommand(verb, incident, step, mode, reason, named, minutes, detective));

    public static Arbitrary<UnitScript> Script() => Arb.From(Command().Generator.ArrayOf().Select(commands => new UnitScript(commands)), Shrink);

    private static IEnumerable<UnitScript> Shrink(UnitScript script) =>
        script.Commands.Select((_, left) => new UnitScript([.. script.Commands.Where((_, index) => index != left)]));
}
