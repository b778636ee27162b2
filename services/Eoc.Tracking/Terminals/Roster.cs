using System.Collections.Concurrent;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;
using Eoc.Journal;
using Eoc.Journal.Following;
using Microsoft.Extensions.Logging;

namespace Eoc.Tracking.Terminals;

/// <summary>An assignment as its unit knows it.</summary>
internal sealed record OpenAssignment(AssignmentId Id, IncidentId Incident, Audience IncidentAudience, AssignmentStep Step);

/// <summary>A unit's assignments, the active one first.</summary>
internal sealed record UnitTasks(IReadOnlyList<OpenAssignment> Assignments, AssignmentId? Active)
{
    public static readonly UnitTasks None = new([], null);
}

/// <summary>An incident as a crew is told of it.</summary>
internal sealed record IncidentBrief(string Number, IncidentDetails Details);

/// <summary>What the units of one realm are assigned to, for their terminals; follows the journal as the picture does.</summary>
internal sealed class Roster : IRealmReader
{
    private static readonly StreamKind[] Kinds = [StreamKind.Incident, StreamKind.Unit];

    private readonly ConcurrentDictionary<string, UnitTasks> _units = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<IncidentId, IncidentBrief> _incidents = new();

    public Roster(IJournal journal, TimeProvider time, ILogger logger) => Following = new RealmFollowing(journal, Kinds, Apply, time, logger);

    public RealmFollowing Following { get; }

    /// <summary>Called with the unit or the incident that changed.</summary>
    public event Action<string>? Changed;

    public UnitTasks TasksOf(UnitId unit) => _units.GetValueOrDefault(unit.ToString(), UnitTasks.None);

    public IncidentBrief? BriefOf(IncidentId incident) => _incidents.GetValueOrDefault(incident);

    public void Loaded()
    {
    }

    public void Dispose() => Following.Dispose();

    private void Apply(StoredFact stored)
    {
        var id = stored.Header.Stream.Local;
        switch (stored.Fact)
        {
            case UnitFact fact: _units[id] = After(_units.GetValueOrDefault(id, UnitTasks.None), fact); break;
            case IncidentOpened opened: _incidents[opened.Incident] = new(opened.Number.ToString(), opened.Details); break;
            case IncidentUpdated updated: Describe(id, _ => updated.Details); break;
            case IncidentPrioritised prioritised: Describe(id, details => details with { Priority = prioritised.Priority }); break;
            default: return;
        }

        Changed?.Invoke(id);
    }

    private void Describe(string id, Func<IncidentDetails, IncidentDetails> change)
    {
        var incident = IncidentId.Parse(id);
        if (_incidents.TryGetValue(incident, out var brief)) _incidents[incident] = brief with { Details = change(brief.Details) };
    }

    private static UnitTasks After(UnitTasks tasks, UnitFact fact)
    {
        var open = fact switch
        {
            UnitDispatched sent => (IEnumerable<OpenAssignment>)[.. tasks.Assignments, new(sent.Assignment, sent.Incident, sent.IncidentAudience, AssignmentStep.Dispatched)],
            AssignmentAdvanced moved => tasks.Assignments.Select(one => one.Id == moved.Assignment ? one with { Step = moved.Step } : one),
            AssignmentEnded ended => tasks.Assignments.Where(one => one.Id != ended.Assignment),
            _ => tasks.Assignments,
        };
        return new([.. open.OrderByDescending(one => one.Id == fact.Standing.Active)], fact.Standing.Active);
    }
}
