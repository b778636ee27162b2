using System.Security.Cryptography;
using System.Text.Json;
using Eoc.Contracts.Events;
using Eoc.Contracts.Grains;
using Eoc.Journal.FollowingUp;

namespace Eoc.Incidents.FollowingUp;

/// <summary>A follow-up as the command that its target gets.</summary>
internal static class FollowUpCommand
{
    /// <summary>What stands around it.</summary>
    /// <param name="followUp">What is owed.</param>
    /// <param name="known">
    /// The realm's now as this process knows it. A driven clock may have been moved on in another; that the entry was accepted proves the realm has reached
    /// its time.
    /// </param>
    public static CommandContext Context(FollowUp followUp, DateTimeOffset known) => new()
    {
        Command = followUp.Command,
        Account = CommandContext.System,
        Agency = followUp.Agency,
        Labels = [],
        OccurredAt = followUp.OccurredAt,
        Source = OccurredSource.System,
        Now = known > followUp.OccurredAt ? known : followUp.OccurredAt,
        RequestHash = [.. SHA256.HashData(followUp.Data.Span)],
    };

    /// <summary>What it asks for.</summary>
    public static T Read<T>(FollowUp followUp) => JsonSerializer.Deserialize<T>(followUp.Data.Span, WireJson.Options)!;
}
