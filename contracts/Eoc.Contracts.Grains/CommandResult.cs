using System.Collections.Immutable;
using Eoc.Contracts.Ids;

namespace Eoc.Contracts.Grains;

/// <summary>The answer to a command: accepted and durable, or refused without effect.</summary>
[GenerateSerializer, Immutable, Alias("eoc.command-result")]
public sealed record CommandResult
{
    /// <summary>Set when the command took effect and is durable.</summary>
    [Id(0)] public Accepted? Accepted { get; init; }

    /// <summary>Set when it took none.</summary>
    [Id(1)] public RefusalReply? Refusal { get; init; }
}

/// <summary>What became durable.</summary>
[GenerateSerializer, Immutable, Alias("eoc.accepted")]
public sealed record Accepted
{
    /// <summary>The stream that took the command.</summary>
    [Id(0)] public required StreamId Stream { get; init; }

    /// <summary>The stream's version after it.</summary>
    [Id(1)] public required long Version { get; init; }

    /// <summary>The running number allotted, when one was; the incident number is made of it.</summary>
    [Id(2)] public long? Running { get; init; }

    /// <summary>The incident number in full, when one was allotted.</summary>
    [Id(3)] public string Number { get; init; } = string.Empty;
}

/// <summary>Why not: a code and named arguments. The words are made by the console, from one catalogue.</summary>
[GenerateSerializer, Immutable, Alias("eoc.refusal")]
public sealed record RefusalReply
{
    /// <summary>Such as <c>already-committed</c>.</summary>
    [Id(0)] public required string Code { get; init; }

    /// <summary>Names and values, in the catalogue's terms.</summary>
    [Id(1)] public ImmutableArray<RefusalArgument> Arguments { get; init; } = [];
}

/// <summary>One named argument of a refusal.</summary>
[GenerateSerializer, Immutable, Alias("eoc.refusal-argument")]
public sealed record RefusalArgument
{
    /// <summary>Its name in the catalogue.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Its value as text; times in ISO 8601, UTC.</summary>
    [Id(1)] public required string Value { get; init; }
}
