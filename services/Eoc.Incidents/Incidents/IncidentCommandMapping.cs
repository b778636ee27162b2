using System.Collections.Immutable;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Grains.Incidents;
using Listing = Eoc.Domain.Incidents.Listing;
using Opening = Eoc.Domain.Incidents.Opening;

namespace Eoc.Incidents.Incidents;

/// <summary>From what crosses the grain interface to what the rules speak.</summary>
internal static class IncidentCommandMapping
{
    public static Opening.OpenIncident ToDomain(this OpenIncident command) => new(
        command.Incident, new(command.Type, command.Priority, command.Place, command.Position, command.Title), command.Audience, command.FirstCall);

    public static AgencyDisposition ToDomain(this RecordDisposition command) => new(command.Agency, command.Disposition);

    public static Listing.AssignmentNews ToDomain(this ListAssignment command)
    {
        var anomalies = ImmutableArray.CreateBuilder<Anomaly>();
        void Flag(bool holds, AnomalyKind kind, AssignmentStep? step)
        {
            if (holds) anomalies.Add(new(kind, command.Unit, command.Assignment, step, command.UnitAudience));
        }

        Flag(command.OutOfOrder, AnomalyKind.TimeOutOfOrder, command.End is null ? command.Step : null);
        Flag(command.Overlapping, AnomalyKind.OverlappingAssignment, null);
        Flag(command.EndUnknown, AnomalyKind.EndUnknown, null);
        return new(new(command.Assignment, command.Unit, command.Step, command.End, command.UnitVersion, command.UnitAudience), anomalies.ToImmutable());
    }
}
