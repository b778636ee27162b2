using System.Collections.Immutable;
using Eoc.Contracts.Events;

namespace Eoc.Domain.Tests.Givens;

/// <summary>A stream's story so far: its entries as the journal gives them back, byte for byte, and the state they come to.</summary>
internal sealed record Story<TState>(StreamId Stream, TState Empty, Func<TState, StoredFact, TState> Evolve)
    where TState : class
{
    public ImmutableList<StoredFact> Entries { get; private init; } = [];

    public TState State { get; private init; } = Empty;

    public static implicit operator TState(Story<TState> story) => story.State;

    /// <summary>The story after a decision; a refused one adds nothing.</summary>
    public Story<TState> After(Func<TState, Moment, Decision> decide, Moment moment) => After(decide(State, moment), moment);

    /// <summary>The story after a decision; a refused one adds nothing.</summary>
    public Story<TState> After(Decision decision, Moment moment)
    {
        var added = decision.Facts.Select((fact, index) => Stored(fact, Entries.Count + index + 1, moment)).ToList();
        return this with { Entries = Entries.AddRange(added), State = added.Aggregate(State, Evolve) };
    }

    /// <summary>The story after a decision that a given relies on.</summary>
    public Story<TState> Then(Func<TState, Moment, Decision> decide, Moment moment)
    {
        var decision = decide(State, moment);
        return decision.Refusal is { } refusal ? throw new InvalidOperationException($"The given was refused: {refusal}") : After(decision, moment);
    }

    private StoredFact Stored(Fact fact, long version, Moment moment) => new(
        new FactHeader(
            new(DerivedId.From(Stream.ToString(), version.ToString(System.Globalization.CultureInfo.InvariantCulture))), Stream, version,
            FactCodec.TypeOf(fact), moment.Actor, moment.Agency, Microseconds.Truncate(moment.OccurredAt), OccurredSource.Dispatcher,
            Microseconds.Truncate(moment.Now), new(Guid.AllBitsSet)),
        FactCodec.Encode(fact), ReadOnlyMemory<byte>.Empty);
}
