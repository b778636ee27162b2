using System.Collections.Immutable;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Units;
using Eoc.Domain.Incidents;
using Eoc.Domain.Incidents.Closing;
using Eoc.Domain.Tests.Generating;
using Eoc.Domain.Tests.Givens;
using FsCheck.Xunit;

namespace Eoc.Domain.Tests.Incidents;

[Properties(Arbitrary = [typeof(NewsScripts)], MaxTest = 500)]
public sealed class An_incident_after_any_news
{
    [Property]
    public void lists_what_it_would_list_had_everything_come_in_order(NewsScript script)
    {
        var inOrder = NewsScript.After(Given.Opened(Fire), script.Told).State;
        var arrived = script.AfterArrival(Given.Opened(Fire)).State;

        Assert.Equal(inOrder.Assignments.ToHashSet(), arrived.Assignments.ToHashSet());
        Assert.Equal(inOrder.Participants.ToHashSet(), arrived.Participants.ToHashSet());
        Assert.Equal(inOrder.Statuses, arrived.Statuses);
    }

    [Property]
    public void has_flagged_every_contradiction_it_was_told_of_once(NewsScript script) =>
        Assert.Equal(
            script.AsItArrives.SelectMany(news => news.Anomalies).Distinct().Order(Comparer<Anomaly>.Create((x, y) => string.CompareOrdinal($"{x}", $"{y}"))),
            script.AfterArrival(Given.Opened(Fire)).State.Anomalies.Order(Comparer<Anomaly>.Create((x, y) => string.CompareOrdinal($"{x}", $"{y}"))));

    [Property]
    public void has_the_statuses_that_its_assignments_give_it(NewsScript script)
    {
        var incident = Given.Opened(Fire);
        foreach (var news in script.AsItArrives)
        {
            incident = NewsScript.After(incident, [news]);
            Assert.Equal(Expected(incident), incident.State.Statuses.Where(status => status is not (IncidentStatus.Active or IncidentStatus.ReOpened)));
        }
    }

    [Property]
    public void has_changed_nothing_when_it_hears_everything_again(NewsScript script)
    {
        var incident = script.AfterArrival(Given.Opened(Fire));

        Assert.Equal(incident.Entries.Count, script.AfterArrival(incident).Entries.Count);
    }

    [Property]
    public void closes_whatever_is_still_on_its_way_and_stays_closed(NewsScript script)
    {
        // Every unit is done, and the incident knows of each; what is late is anything that happened before.
        var known = NewsScript.After(Given.Opened(Fire), script.Told.Where(news => news.Assignment.Step == AssignmentStep.Dispatched));
        var closed = known.Then((state, moment) => Close.Decide(state, Given.Dispositions(state), Given.Done(state), moment), Detective(30));

        Assert.False(script.AfterArrival(closed).State.IsOpen);
    }

    [Property]
    public void has_after_closing_and_reopening_the_statuses_its_assignments_give_it(NewsScript script)
    {
        var reopened = script.AfterArrival(Given.Opened(Fire)).Closed().Then((state, moment) => Close.Reopen(state, "again", moment), Dispatcher());

        Assert.Equal(
            [IncidentStatus.Active, IncidentStatus.ReOpened, .. Expected(reopened)], script.AfterArrival(reopened).State.Statuses);
    }

    [Property]
    public void is_the_same_when_read_from_a_snapshot(NewsScript script) => Snapshots.AssertSame(script.AfterArrival(Given.Opened(Fire, call: FirstCall)).State);

    /// <summary>Said in another way than the rule says it.</summary>
    private static ImmutableArray<IncidentStatus> Expected(Incident incident)
    {
        AssignmentStep[] open = [.. incident.Assignments.Where(a => a.End is null && a.UnitAudience is null).Select(a => a.Step)];
        return
        [
            .. open.Length > 0 ? new[] { IncidentStatus.ResourcesAssigned } : [],
            .. open.Intersect([AssignmentStep.EnRoute, AssignmentStep.Staging]).Any() ? new[] { IncidentStatus.ResourcesEnroute } : [],
            .. open.Intersect([AssignmentStep.OnScene, AssignmentStep.AtPatient]).Any() ? new[] { IncidentStatus.ResourcesOnscene } : [],
        ];
    }
}
