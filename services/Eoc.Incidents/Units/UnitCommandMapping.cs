using Eoc.Contracts.Grains.Units;
using Advancing = Eoc.Domain.Units.Advancing;
using Dispatching = Eoc.Domain.Units.Dispatching;
using Ending = Eoc.Domain.Units.Ending;
using Enrolling = Eoc.Domain.Units.Enrolling;

namespace Eoc.Incidents.Units;

/// <summary>From what crosses the grain interface to what the rules speak.</summary>
internal static class UnitCommandMapping
{
    public static Enrolling.EnrolUnit ToDomain(this EnrolUnit command) =>
        new(command.Unit, new(command.CallSign, command.Kind, command.Station, command.Audience));

    public static Enrolling.SetUnitDuty ToDomain(this SetUnitDuty command) => new(command.Status, command.Reason, command.Until);

    public static Dispatching.DispatchUnit ToDomain(this DispatchUnit command) =>
        new(command.Assignment, command.Incident, command.IncidentAudience, (Dispatching.IfCommitted)command.IfCommitted, command.Reason);

    public static Advancing.AdvanceAssignment ToDomain(this AdvanceAssignment command) => new(command.Assignment, command.Step);

    public static Ending.EndAssignment ToDomain(this EndAssignment command) => new(command.Assignment, command.End, command.EndUnknown, command.Reason);
}
