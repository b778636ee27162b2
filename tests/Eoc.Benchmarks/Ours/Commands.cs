using Eoc.Contracts.Rpc.V1;
using Google.Protobuf.WellKnownTypes;

namespace Eoc.Benchmarks.Ours;

/// <summary>The commands that are measured.</summary>
internal static class Commands
{
    public static CommandHeader Header() => new()
    {
        Realm = "live",
        CommandId = Guid.CreateVersion7().ToString(),
        IssuedAt = TimeProvider.System.GetUtcNow().ToTimestamp(),
    };

    /// <summary>A unit's status changes: every second one takes it out of service.</summary>
    public static SetUnitDutyRequest Duty(string unit, long turn) => turn % 2 == 0
        ? new() { Header = Header(), Unit = unit, Status = PrimaryStatus.Available }
        : new() { Header = Header(), Unit = unit, Status = PrimaryStatus.NotAvailable, Reason = "fuelling" };

    public static NoteIncidentRequest Note(string incident) => new() { Header = Header(), Incident = incident, Text = "Second floor is clear." };
}
