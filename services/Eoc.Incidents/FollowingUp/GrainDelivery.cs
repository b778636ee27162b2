using Eoc.Contracts.Grains;
using Eoc.Contracts.Grains.Calls;
using Eoc.Contracts.Grains.Incidents;
using Eoc.Incidents.Turns;
using Eoc.Journal;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Realms;
using Microsoft.Extensions.Logging;

namespace Eoc.Incidents.FollowingUp;

/// <summary>Delivers what streams owe each other as grain calls, under the command id that follows from the entry behind it.</summary>
internal sealed partial class GrainDelivery(IGrainFactory grains, IRealmClocks clocks, ILogger<GrainDelivery> log) : IFollowUpDelivery
{
    public async Task Deliver(FollowUp followUp, CancellationToken cancellation)
    {
        var known = await clocks.Now(followUp.Target.Realm, cancellation) ?? followUp.OccurredAt;
        var result = await Call(followUp, FollowUpCommand.Context(followUp, known), cancellation);
        if (result.Refusal is not { } refusal) return;
        if (refusal.Code == Answers.OutcomeUnknownCode) throw new JournalUnavailableException($"{followUp.Target} did not answer.");

        // A refusal is the target's last word: what it was told does not concern it. It is said in the log and is no reason to ask again.
        LogRefused(log, followUp.Kind, followUp.Source.ToString(), followUp.Target.ToString(), refusal.Code);
    }

    private Task<CommandResult> Call(FollowUp followUp, CommandContext context, CancellationToken cancellation)
    {
        var key = followUp.Target.ToString();
        return followUp.Kind switch
        {
            FollowUpKinds.AttachCall => grains.GetGrain<ICallGrain>(key).Attach(context, FollowUpCommand.Read<AttachCall>(followUp), cancellation),
            FollowUpKinds.ListCall => grains.GetGrain<IIncidentGrain>(key).ListCall(context, FollowUpCommand.Read<ListCall>(followUp), cancellation),
            FollowUpKinds.ListAssignment => grains.GetGrain<IIncidentGrain>(key).ListAssignment(context, FollowUpCommand.Read<ListAssignment>(followUp), cancellation),
            FollowUpKinds.CheckPending => grains.GetGrain<IIncidentGrain>(key).CheckPending(context, FollowUpCommand.Read<CheckPending>(followUp), cancellation),
            _ => throw new InvalidOperationException($"This build does not know the follow-up {followUp.Kind}; a newer one will deliver it."),
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Follow-up {Kind} of {Source} to {Target} was refused: {Code}")]
    private static partial void LogRefused(ILogger logger, string kind, string source, string target, string code);
}
