using Eoc.Contracts.Grains;
using Eoc.Domain;
using Eoc.Journal.Appending;

namespace Eoc.Incidents.Turns;

/// <summary>Between what crosses a grain interface and what the rules speak.</summary>
internal static class Answers
{
    /// <summary>The code of a reply that is none: the store did not say whether the command took effect; ask again with the same id.</summary>
    public const string OutcomeUnknownCode = "outcome-unknown";

    public static readonly CommandResult OutcomeUnknown = new() { Refusal = new RefusalReply { Code = OutcomeUnknownCode } };

    public static readonly CommandResult CommandIdReused = new() { Refusal = new RefusalReply { Code = "command-id-reused" } };

    /// <summary>It was refused when it was asked again, for good: given anew, it needs an id of its own.</summary>
    public static readonly CommandResult Withdrawn = new() { Refusal = new RefusalReply { Code = "command-withdrawn" } };

    /// <summary>What one command wrote down does not fit into an entry: say it in several.</summary>
    public static readonly CommandResult TooLarge = new() { Refusal = new RefusalReply { Code = "too-large" } };

    public static CommandResult ToResult(this Refusal refusal) => new()
    {
        Refusal = new RefusalReply
        {
            Code = refusal.Code,
            Arguments = [.. refusal.Arguments.Select(argument => new RefusalArgument { Name = argument.Key, Value = argument.Value })],
        },
    };

    public static Moment ToMoment(this CommandContext context) => new(
        context.OccurredAt, context.Now, context.Account, context.Agency, context.Account == CommandContext.System ? null : context.Labels);

    public static CommandStamp ToStamp(this CommandContext context) => new(
        context.Command, context.Account, context.Agency, context.OccurredAt, context.Source, context.RequestHash.AsMemory())
        {
            AskedBefore = context.AskedBefore,
        };
}
