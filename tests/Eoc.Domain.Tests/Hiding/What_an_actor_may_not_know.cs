using System.Text.Json;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Units;
using Eoc.Domain.Incidents;
using Eoc.Domain.Incidents.Closing;
using Eoc.Domain.Incidents.Escalating;
using Eoc.Domain.Incidents.Listing;
using Eoc.Domain.Incidents.Noting;
using Eoc.Domain.Incidents.Updating;
using Eoc.Domain.Tests.Generating;
using Eoc.Domain.Tests.Givens;
using Eoc.Domain.Units;
using Eoc.Domain.Units.Dispatching;
using FsCheck.Xunit;

namespace Eoc.Domain.Tests.Hiding;

/// <summary>
/// I5 in the rules: two worlds that differ in a hidden thing only decide alike for whoever may not know it. Ids that the caller chooses are the one
/// exception (a taken one is refused), and a visible thing that is taken shows that it is, never by what.
/// </summary>
[Properties(Arbitrary = [typeof(UnitScripts), typeof(NewsScripts)], MaxTest = 300)]
public sealed class What_an_actor_may_not_know
{
    private static readonly Audience Hidden = Audience.LawEnforcementSensitive;

    [Property]
    public void a_hidden_unit_answers_as_if_there_were_none(UnitCommand command)
    {
        if (command.Verb == UnitVerb.Enrol) return;
        var ignorant = command with { Detective = false };

        Assert.Equal(Text(ignorant.Decide(Unit.Unknown)), Text(ignorant.Decide(Given.Available(E12, Hidden).DispatchedTo(Fire, Detective()))));
    }

    [Fact]
    public void a_hidden_incident_answers_as_if_there_were_none()
    {
        foreach (var decide in IncidentCommands())
            Assert.Equal(Text(decide(Incident.Unknown, Dispatcher(40))), Text(decide(Given.Opened(Raid, Hidden), Dispatcher(40))));
    }

    [Property]
    public void a_hidden_unit_changes_no_decision_of_an_incident_it_serves(NewsScript script)
    {
        var news = script.AsItArrives.ToList();
        var all = NewsScript.After(Given.Opened(Fire), news);
        var shown = NewsScript.After(Given.Opened(Fire), news.Where(one => one.Assignment.UnitAudience is null));

        foreach (var decide in IncidentCommands()) Assert.Equal(Text(decide(shown, Dispatcher(40))), Text(decide(all, Dispatcher(40))));
    }

    [Property]
    public void a_hidden_unit_moves_nothing_that_others_see_of_an_incident(NewsScript script)
    {
        var news = script.AsItArrives.ToList();
        var all = NewsScript.After(Given.Opened(Fire).Closed(), news).State;
        var shown = NewsScript.After(Given.Opened(Fire).Closed(), news.Where(one => one.Assignment.UnitAudience is null)).State;

        Assert.Equal(shown.Statuses, all.Statuses);
        Assert.Equal(shown.Participants, all.Participants);
        Assert.Equal(shown.Anomalies, all.Anomalies.Where(anomaly => anomaly.UnitAudience is null));
    }

    [Property]
    public void which_hidden_incident_a_unit_serves_and_who_sent_it_changes_no_decision(UnitCommand command)
    {
        if (command.Named) return;
        var ignorant = command with { Detective = false, Incident = 0 };

        Assert.Equal(
            Refusal(ignorant.Decide(ServingHidden(Raid, Detective()))),
            Refusal(ignorant.Decide(ServingHidden(Flood, At(Sffd, "eve", 0, Hidden, Audience.Room)))));
    }

    [Fact]
    public void the_refusal_to_somebody_who_may_know_differs_so_these_tests_can_fail() =>
        Assert.NotEqual(
            Text(Dispatch.Decide(Given.Available(E12, Hidden), new(E12.To(Fire), Fire, Audience.Room, IfCommitted.Refuse, ""), Dispatcher())),
            Text(Dispatch.Decide(Given.Available(E12, Hidden), new(E12.To(Fire), Fire, Audience.Room, IfCommitted.Refuse, ""), Detective())));

    /// <summary>The assignment's id is the unit's and shows with it; the incident behind it does not.</summary>
    private static Unit ServingHidden(IncidentId incident, Moment sender) =>
        Given.Available(E12)
            .Then((unit, moment) => Dispatch.Decide(unit, new(E12.To(Raid), incident, Hidden, IfCommitted.Refuse, string.Empty), moment), sender);

    private static IEnumerable<Func<Incident, Moment, Decision>> IncidentCommands() =>
    [
        (incident, moment) => Update.Decide(incident, new("medical", "elsewhere", null, "Changed"), moment),
        (incident, moment) => Update.Prioritise(incident, 1, "worse", moment),
        (incident, moment) => Note.Decide(incident, new("Stand by", false, null), moment),
        (incident, moment) => Close.Record(incident, new(Cfd, "14"), moment),
        (incident, moment) => Close.Record(incident, new(Cpd, "14"), moment),
        (incident, moment) => Close.Decide(incident, [], [], moment),
        (incident, moment) => Close.Decide(incident, [new(Cfd, "14")], [], moment),
        (incident, moment) => Close.Decide(incident, [new(Cfd, "14"), new(Cpd, "14")], [E12.To(Fire), T4.To(Fire)], moment),
        (incident, moment) => Close.Reopen(incident, "again", moment),
        (incident, moment) => Pending.Decide(incident, TimeSpan.FromMinutes(20), moment),
        (incident, moment) => ListCall.Decide(incident, new(SecondCall, 2, true), moment),
    ];

    private static string Refusal(Decision decision) =>
        decision.Refusal is { } refusal ? string.Join(' ', refusal.Arguments.Select(argument => $"{argument.Key}={argument.Value}").Prepend(refusal.Code)) : string.Empty;

    private static string Text(Decision decision) =>
        Refusal(decision) + string.Concat(decision.Facts.Select(fact => JsonSerializer.Serialize(fact, fact.GetType(), WireJson.Options)));
}
