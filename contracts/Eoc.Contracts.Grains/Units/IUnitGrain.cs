using Eoc.Contracts.Ids;
using Orleans.Concurrency;

namespace Eoc.Contracts.Grains.Units;

/// <summary>One unit. Key: its <see cref="StreamId" />. It alone decides whether it can be dispatched.</summary>
[Alias("eoc.unit")]
public interface IUnitGrain : IGrainWithStringKey
{
    /// <summary>Joins the roster, or changes label, kind or home.</summary>
    [Alias("enrol")]
    Task<CommandResult> Enrol(CommandContext context, EnrolUnit command, CancellationToken cancellation = default);

    /// <summary>Changes whether it can be sent at all.</summary>
    [Alias("set-duty")]
    Task<CommandResult> SetDuty(CommandContext context, SetUnitDuty command, CancellationToken cancellation = default);

    /// <summary>Sends it to an incident.</summary>
    [Alias("dispatch")]
    Task<CommandResult> Dispatch(CommandContext context, DispatchUnit command, CancellationToken cancellation = default);

    /// <summary>Is told that its incident does not let it be sent; answers with that, or with what the command got when it came before.</summary>
    [Alias("decline-dispatch")]
    Task<CommandResult> DeclineDispatch(CommandContext context, RefusalReply because, CancellationToken cancellation = default);

    /// <summary>Moves one assignment up its ladder.</summary>
    [Alias("advance")]
    Task<CommandResult> Advance(CommandContext context, AdvanceAssignment command, CancellationToken cancellation = default);

    /// <summary>Ends one assignment.</summary>
    [Alias("end")]
    Task<CommandResult> End(CommandContext context, EndAssignment command, CancellationToken cancellation = default);

    /// <summary>Whether an assignment to this incident is still open. Asked by an incident that wants to close.</summary>
    [Alias("serves"), ReadOnly]
    Task<bool> Serves(IncidentId incident, CancellationToken cancellation = default);
}
