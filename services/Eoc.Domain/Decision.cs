using System.Collections.Immutable;
using Eoc.Contracts.Events;

namespace Eoc.Domain;

/// <summary>What a command comes to: facts, nothing (the wish is fulfilled already), or a refusal.</summary>
public readonly record struct Decision(ImmutableArray<Fact> Facts, Refusal? Refusal)
{
    /// <summary>Asked twice, done once.</summary>
    public static readonly Decision Nothing = new([], null);

    /// <summary>These facts, in this order.</summary>
    public static Decision Of(params ImmutableArray<Fact> facts) => new(facts, null);

    /// <summary>One fact.</summary>
    public static implicit operator Decision(Fact fact) => new([fact], null);

    /// <summary>A refusal.</summary>
    public static implicit operator Decision(Refusal refusal) => new([], refusal);
}
