using Eoc.Contracts.Ids;
using Orleans.Concurrency;

namespace Eoc.Contracts.Grains.Incidents;

/// <summary>One incident. Key: its <see cref="StreamId" />. Awaits unit grains when it closes; no unit ever awaits it.</summary>
[Alias("eoc.incident")]
public interface IIncidentGrain : IGrainWithStringKey
{
    /// <summary>Begins the incident and allots its number.</summary>
    [Alias("open")]
    Task<CommandResult> Open(CommandContext context, OpenIncident command, CancellationToken cancellation = default);

    /// <summary>Changes type, place or title.</summary>
    [Alias("update")]
    Task<CommandResult> Update(CommandContext context, UpdateIncident command, CancellationToken cancellation = default);

    /// <summary>Changes the priority.</summary>
    [Alias("prioritise")]
    Task<CommandResult> Prioritise(CommandContext context, PrioritiseIncident command, CancellationToken cancellation = default);

    /// <summary>Writes a line into the log.</summary>
    [Alias("note")]
    Task<CommandResult> Note(CommandContext context, NoteIncident command, CancellationToken cancellation = default);

    /// <summary>Says how one agency's participation ended.</summary>
    [Alias("record-disposition")]
    Task<CommandResult> RecordDisposition(CommandContext context, RecordDisposition command, CancellationToken cancellation = default);

    /// <summary>Ends the incident; asks its units first.</summary>
    [Alias("close")]
    Task<CommandResult> Close(CommandContext context, CloseIncident command, CancellationToken cancellation = default);

    /// <summary>Goes on with a closed incident.</summary>
    [Alias("reopen")]
    Task<CommandResult> Reopen(CommandContext context, ReopenIncident command, CancellationToken cancellation = default);

    /// <summary>Whether a unit can be sent here, as this actor may know it.</summary>
    [Alias("standing"), ReadOnly]
    Task<IncidentStanding> Standing(CommandContext context, CancellationToken cancellation = default);

    /// <summary>Follow-up of a call: it belongs here now, or no longer.</summary>
    [Alias("list-call")]
    Task<CommandResult> ListCall(CommandContext context, ListCall command, CancellationToken cancellation = default);

    /// <summary>Follow-up of a unit: how its assignment stands.</summary>
    [Alias("list-assignment")]
    Task<CommandResult> ListAssignment(CommandContext context, ListAssignment command, CancellationToken cancellation = default);

    /// <summary>Fired deadline: nobody was sent in time, unless somebody was.</summary>
    [Alias("check-pending")]
    Task<CommandResult> CheckPending(CommandContext context, CheckPending command, CancellationToken cancellation = default);
}
