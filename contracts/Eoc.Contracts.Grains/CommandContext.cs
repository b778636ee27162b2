using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;

namespace Eoc.Contracts.Grains;

/// <summary>Who commands, when, and under which id. Made by the edge after authentication and authorisation; no client can set it.</summary>
[GenerateSerializer, Immutable, Alias("eoc.command-context")]
public sealed record CommandContext
{
    /// <summary>The command's id; a retry carries the same.</summary>
    [Id(0)] public required CommandId Command { get; init; }

    /// <summary>The account, or <c>system</c> for follow-ups and deadlines.</summary>
    [Id(1)] public required string Account { get; init; }

    /// <summary>The agency the account speaks for.</summary>
    [Id(2)] public required AgencyId Agency { get; init; }

    /// <summary>The audience labels the account holds; what bears none of them does not exist for it.</summary>
    [Id(3)] public required ImmutableArray<Audience> Labels { get; init; }

    /// <summary>When it happened in the world, UTC.</summary>
    [Id(4)] public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Where that time comes from.</summary>
    [Id(5)] public required OccurredSource Source { get; init; }

    /// <summary>The realm's now when the edge admitted the command, UTC.</summary>
    [Id(6)] public required DateTimeOffset Now { get; init; }

    /// <summary>SHA-256 of the request's body: another body under the same id is refused.</summary>
    [Id(7)] public required ImmutableArray<byte> RequestHash { get; init; }

    /// <summary>Whether it was sent before without an answer: then a refusal holds for every copy of it that is still on its way.</summary>
    [Id(8)] public bool AskedBefore { get; init; }

    /// <summary>The account of follow-ups and deadlines; it sees everything.</summary>
    public const string System = "system";

    /// <summary>Whether the actor may know of something with this label.</summary>
    public bool Sees(Audience audience) => Account == System || Labels.Contains(audience);
}
