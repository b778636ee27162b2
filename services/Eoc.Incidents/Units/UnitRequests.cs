using Eoc.Contracts.Grains.Units;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.ServiceDefaults.Validating;
using AssignmentEnd = Eoc.Contracts.Events.Units.AssignmentEnd;
using AssignmentStep = Eoc.Contracts.Events.Units.AssignmentStep;
using IfCommitted = Eoc.Contracts.Grains.Units.IfCommitted;
using PrimaryStatus = Eoc.Contracts.Events.Units.PrimaryStatus;
using Wire = Eoc.Contracts.Rpc.V1;

namespace Eoc.Incidents.Units;

/// <summary>Reads unit requests field by field.</summary>
internal static class UnitRequests
{
    public static EnrolUnit Read(RequestChecks checks, EnrolUnitRequest request) => new()
    {
        Unit = checks.Id<UnitId>("unit", request.Unit),
        CallSign = checks.Text("call_sign", request.CallSign, 32),
        Kind = checks.OptionalText("kind", request.Kind, 64),
        Station = checks.OptionalText("station", request.Station, 64),
        Audience = checks.OptionalId<Audience>("audience", request.Audience) ?? Audience.Room,
    };

    public static SetUnitDuty Read(RequestChecks checks, SetUnitDutyRequest request) => new()
    {
        Status = (PrimaryStatus)checks.Choice("status", request.Status),
        Reason = checks.OptionalText("reason", request.Reason, 200),
        Until = checks.OptionalTime("until", request.Until),
    };

    public static DispatchUnit Read(RequestChecks checks, DispatchUnitRequest request) => new()
    {
        Assignment = checks.Id<AssignmentId>("assignment", request.Assignment),
        Incident = checks.Id<IncidentId>("incident", request.Incident),
        IncidentAudience = default,
        IfCommitted = checks.OptionalChoice("if_committed", request.IfCommitted) switch
        {
            Wire.IfCommitted.Stack => IfCommitted.Stack,
            Wire.IfCommitted.Divert => IfCommitted.Divert,
            _ => IfCommitted.Refuse,
        },
        Reason = checks.OptionalText("reason", request.Reason, 500),
    };

    public static AdvanceAssignment Read(RequestChecks checks, AdvanceAssignmentRequest request) => new()
    {
        Assignment = checks.OptionalId<AssignmentId>("assignment", request.Assignment),
        Step = (AssignmentStep)checks.Choice("step", request.Step),
    };

    public static EndAssignment Read(RequestChecks checks, EndAssignmentRequest request) => new()
    {
        Assignment = checks.OptionalId<AssignmentId>("assignment", request.Assignment),
        End = (AssignmentEnd)checks.Choice("end", request.End),
        EndUnknown = request.EndUnknown,
        Reason = checks.OptionalText("reason", request.Reason, 500),
    };
}
