using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Exercises.Demonstrating.Planning;

/// <summary>What the centre does about one case, from its first call to its closing: decided anew at each look from what the picture shows.</summary>
internal sealed class Handling(Ground ground)
{
    /// <summary>What a newcomer sent, a newcomer may close; when nobody does, the centre does after this.</summary>
    private static readonly TimeSpan ClosingPatience = TimeSpan.FromMinutes(8);

    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(140);

    /// <summary>Everything that is due.</summary>
    /// <param name="one">The case.</param>
    /// <param name="seen">The picture.</param>
    /// <param name="free">The units that could go, without those that were chosen at this look already.</param>
    /// <param name="now">The realm's now.</param>
    public IEnumerable<Deed> Next(Case one, ISeen seen, Func<IReadOnlyCollection<Candidate>> free, DateTimeOffset now)
    {
        foreach (var call in Calls(one, seen, now)) yield return call;
        if (seen.Incident(one.Id) is not { } incident)
        {
            if (now >= one.OpensAt) yield return new OpenDeed($"open {one.Name}", one);
            yield break;
        }

        if (incident.ClosedAt is not null) yield break;
        var assignments = seen.AssignmentsOf(one.Id);
        foreach (var sending in Sendings(one, assignments, free, now)) yield return sending;
        foreach (var note in Notes(one, assignments, now)) yield return note;
        if (Closing(one, incident, assignments, now) is { } closing) yield return closing;
    }

    /// <summary>The first call comes before the incident, the others after it.</summary>
    private static IEnumerable<Deed> Calls(Case one, ISeen seen, DateTimeOffset now)
    {
        // A call stands in the room's log with its words; what few may know has none.
        if (one.Kind.Restricted) yield break;
        var opened = seen.Incident(one.Id) is not null;
        for (var caller = 0; caller < one.Callers; caller++)
        {
            if (now >= one.CallsAt(caller) && opened == (caller > 0)) yield return new TakeCallDeed(FormattableString.Invariant($"call {one.Name} {caller}"), one, caller);
        }
    }

    private IEnumerable<Deed> Sendings(Case one, IReadOnlyList<SeenAssignment> assignments, Func<IReadOnlyCollection<Candidate>> free, DateTimeOffset now)
    {
        var unable = assignments.Count(assignment => assignment.View.Outcome == AssignmentOutcome.UnableToDispatch);
        if (assignments.Count == 0 ? now < one.SendsAt : unable == 0 || assignments.Count > unable + NeedsOf(one).Sum(need => need.Count) - 1) yield break;
        var missing = assignments.Count == 0 ? NeedsOf(one) : Lacking(one, assignments);
        if (missing.IsEmpty) yield break;
        foreach (var unit in Selecting.Choose(missing, one.At, free()))
            yield return new SendDeed($"send {one.Name} {unit}", one, unit, one.AssignmentOf(unit, assignments.Count));
    }

    /// <summary>Another of the same kind for each unit that said it cannot come.</summary>
    private ImmutableArray<Need> Lacking(Case one, IReadOnlyList<SeenAssignment> assignments) =>
    [
        .. from assignment in assignments
           where assignment.View.Outcome == AssignmentOutcome.UnableToDispatch
           join unit in ground.Units on assignment.Unit equals unit.Id
           where !assignments.Any(other => other.Unit != assignment.Unit && other.View.Steps.Count > 0 && other.Since > assignment.Since)
           select new Need(1, unit.Discipline, [unit.Kind]),
    ];

    private ImmutableArray<Need> NeedsOf(Case one) => Selecting.NeedsOf(one.Kind, one.Priority, ground.RunCards);

    private IEnumerable<Deed> Notes(Case one, IReadOnlyList<SeenAssignment> assignments, DateTimeOffset now)
    {
        if (FirstOnScene(assignments) is not { } arrived) yield break;
        for (var report = 0; report < one.Kind.Reports.Length; report++)
        {
            if (now >= arrived + BetweenReports * report + TimeSpan.FromSeconds(20))
                yield return new NoteDeed(FormattableString.Invariant($"report {one.Name} {report}"), one, one.Kind.Reports[report], report == 0 && one.Priority == 1, null);
        }

        if (one.Kind.Liaison is { } liaison && LiaisonOf(liaison.Discipline) is { } agency && now >= arrived + TimeSpan.FromSeconds(75))
            yield return new NoteDeed($"liaison {one.Name}", one, liaison.Line, false, agency);
    }

    private AgencyId? LiaisonOf(Discipline discipline) =>
        ground.Agencies.FirstOrDefault(agency => agency.Discipline == discipline) is { } agency ? AgencyId.Parse(agency.Id) : null;

    private static DateTimeOffset? FirstOnScene(IReadOnlyList<SeenAssignment> assignments) => assignments
        .SelectMany(assignment => assignment.View.Steps).Where(step => step.Step == AssignmentStep.OnScene)
        .Select(step => (DateTimeOffset?)step.At.ToDateTimeOffset()).Min();

    private CloseDeed? Closing(Case one, IncidentView incident, IReadOnlyList<SeenAssignment> assignments, DateTimeOffset now)
    {
        if (assignments.Count == 0 || assignments.Any(assignment => !assignment.IsOver)) return null;
        if (assignments.All(assignment => assignment.View.Outcome == AssignmentOutcome.UnableToDispatch)) return null;
        var over = assignments.Max(assignment => assignment.View.EndedAt?.ToDateTimeOffset() ?? default);
        var wait = assignments.All(one.IsOurs) ? one.Chance.Between(15, 70, one.Name, "closing") : ClosingPatience;
        if (now < over + wait) return null;
        var agencies = assignments.Select(assignment => assignment.Unit.Agency.Value).Append(ground.Centre.Value).Append(incident.OpenedByAgency)
            .Where(agency => agency.Length > 0).Distinct();
        return new($"close {one.Name}", one, [.. agencies.Select(agency => new AgencyDisposition { Agency = agency, Disposition = one.Disposition })]);
    }
}
