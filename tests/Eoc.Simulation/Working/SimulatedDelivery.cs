using Eoc.Contracts.Grains;
using Eoc.Contracts.Grains.Calls;
using Eoc.Contracts.Grains.Incidents;
using Eoc.Domain.Calls.Attaching;
using Eoc.Domain.Incidents.Escalating;
using Eoc.Incidents.FollowingUp;
using Eoc.Incidents.Incidents;
using Eoc.Incidents.Turns;
using Eoc.Journal;
using Eoc.Journal.FollowingUp;
using Listing = Eoc.Domain.Incidents.Listing;

namespace Eoc.Simulation.Working;

/// <summary>Delivers follow-ups to this process's own activations, as the silo's delivery does to grains.</summary>
internal sealed class SimulatedDelivery(SimulatedProcess process) : IFollowUpDelivery
{
    public async Task Deliver(FollowUp followUp, CancellationToken cancellation)
    {
        var now = await process.Now(RealmId.Live);
        var result = await Call(followUp, FollowUpCommand.Context(followUp, now));
        if (result.Refusal?.Code == Answers.OutcomeUnknownCode) throw new JournalUnavailableException($"{followUp.Target} did not answer.");
    }

    private Task<CommandResult> Call(FollowUp followUp, CommandContext context) => followUp.Kind switch
    {
        FollowUpKinds.AttachCall => Attached(followUp.Target, FollowUpCommand.Read<AttachCall>(followUp), context),
        FollowUpKinds.ListCall => Listed(followUp.Target, FollowUpCommand.Read<ListCall>(followUp), context),
        FollowUpKinds.ListAssignment => Listed(followUp.Target, FollowUpCommand.Read<ListAssignment>(followUp), context),
        _ => Looked(followUp.Target, FollowUpCommand.Read<CheckPending>(followUp), context),
    };

    private Task<CommandResult> Attached(StreamId call, AttachCall command, CommandContext context) => process.Call(
        CallId.Parse(call.Local),
        turn => turn.Take(context, (state, moment) => Attach.Decide(state, command.Incident, command.IncidentAudience ?? Audience.Room, moment), default));

    private Task<CommandResult> Listed(StreamId incident, ListCall command, CommandContext context) => process.Incident(
        IncidentId.Parse(incident.Local),
        turn => turn.Take(
            context, (state, moment) => Listing.ListCall.Decide(state, new(command.Call, command.CallVersion, command.Attached), moment), default));

    private Task<CommandResult> Listed(StreamId incident, ListAssignment command, CommandContext context) => process.Incident(
        IncidentId.Parse(incident.Local),
        turn => turn.Take(context, (state, moment) => Listing.ListAssignment.Decide(state, command.ToDomain(), moment), default));

    private Task<CommandResult> Looked(StreamId incident, CheckPending command, CommandContext context) => process.Incident(
        IncidentId.Parse(incident.Local), turn => turn.Take(context, (state, moment) => Pending.Decide(state, command.Allowed, moment), default));
}
