using System.Collections.Immutable;
using Eoc.Contracts.Ids;

namespace Eoc.Contracts.Events;

/// <summary>One commit of one writer, or some in a row that gathered while the broker was busy, as the bus carries them: the facts as stored, byte for byte.</summary>
public sealed record FactsPublished
{
    /// <summary>The realm all facts of the commit belong to.</summary>
    public required string Realm { get; init; }

    /// <summary>One run of a process.</summary>
    public required Guid Writer { get; init; }

    /// <summary>The writer's running commit number, from 1; of several commits the last. A missing number is a lost message: read the journal.</summary>
    public required long Number { get; init; }

    /// <summary>The number of the first commit in the message; 0 where it has no other than <see cref="Number" />.</summary>
    public long First { get; init; }

    /// <summary>The facts; empty in the beat that says which number was the last.</summary>
    public required ImmutableArray<PublishedFact> Facts { get; init; }
}

/// <summary>One journal entry on the bus. Times are microseconds since 1970, UTC.</summary>
public sealed record PublishedFact
{
    /// <summary>Entry id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Stream, <c>realm/kind/id</c>.</summary>
    public required string Stream { get; init; }

    /// <summary>Version in the stream.</summary>
    public required long Version { get; init; }

    /// <summary>Type name with version.</summary>
    public required string Type { get; init; }

    /// <summary>The fact's bytes as stored.</summary>
    public required byte[] Data { get; init; }

    /// <summary>The entry's hash.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Who caused it.</summary>
    public required string Actor { get; init; }

    /// <summary>For which agency.</summary>
    public required string Agency { get; init; }

    /// <summary>Event time.</summary>
    public required long OccurredAt { get; init; }

    /// <summary>Where that time comes from.</summary>
    public required OccurredSource Source { get; init; }

    /// <summary>Entry time.</summary>
    public required long RecordedAt { get; init; }

    /// <summary>The command behind it. Named so that the bus does not take it for a correlation id.</summary>
    public required Guid CausedBy { get; init; }

    /// <summary>The entry as the bus carries it.</summary>
    public static PublishedFact From(StoredFact stored) => new()
    {
        Id = stored.Header.Id.Value,
        Stream = stored.Header.Stream.ToString(),
        Version = stored.Header.Version,
        Type = stored.Header.Type,
        Data = stored.Data.ToArray(),
        Hash = stored.Hash.ToArray(),
        Actor = stored.Header.Actor,
        Agency = stored.Header.Agency.ToString(),
        OccurredAt = Microseconds.From(stored.Header.OccurredAt),
        Source = stored.Header.Source,
        RecordedAt = Microseconds.From(stored.Header.RecordedAt),
        CausedBy = stored.Header.Command.Value,
    };

    /// <summary>The entry as the journal gives it.</summary>
    public StoredFact ToStored() => new(
        new FactHeader(
            new EventId(Id), StreamId.Parse(Stream), Version, Type, Actor, AgencyId.Parse(Agency),
            Microseconds.ToTime(OccurredAt), Source, Microseconds.ToTime(RecordedAt), new CommandId(CausedBy)),
        Data, Hash);
}
