using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;

namespace Eoc.Journal.Appending;

/// <summary>What one command wants written, all or nothing.</summary>
public sealed record AppendRequest
{
    /// <summary>The stream.</summary>
    public required StreamId Stream { get; init; }

    /// <summary>The version the decision was made on; the fence.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>The hash of the entry at that version; empty at 0.</summary>
    public required ReadOnlyMemory<byte> PreviousHash { get; init; }

    /// <summary>Who, when and under which command id.</summary>
    public required CommandStamp Stamp { get; init; }

    /// <summary>What to write; made again when the number allotted changes.</summary>
    public required Proposal Proposal { get; init; }
}

/// <summary>Who commands, when, and under which id.</summary>
public sealed record CommandStamp(
    CommandId Command, string Account, AgencyId Agency, DateTimeOffset OccurredAt, OccurredSource Source, ReadOnlyMemory<byte> RequestHash)
{
    /// <summary>Whether it was sent before without an answer: a copy of it may still be on its way, and must not contradict this one's answer.</summary>
    public bool AskedBefore { get; init; }
}

/// <summary>What a decision wants written.</summary>
public sealed record Proposal
{
    /// <summary>No facts: nothing but the command's id is written down, so that no copy of it takes effect any more. It passes no fence.</summary>
    public static readonly Proposal Nothing = new() { Facts = [] };

    /// <summary>The facts, in order.</summary>
    public required ImmutableArray<Fact> Facts { get; init; }

    /// <summary>What is owed to other streams.</summary>
    public ImmutableArray<NewFollowUp> FollowUps { get; init; } = [];

    /// <summary>What is to be looked at again later.</summary>
    public ImmutableArray<NewDeadline> Deadlines { get; init; } = [];

    /// <summary>Set when a running number is allotted in the same transaction: the facts are made from it.</summary>
    public Numbering? Numbering { get; init; }
}

/// <summary>A running number without gaps, from a counter row (realm, series, year).</summary>
/// <param name="Series">The series; restricted incidents have one of their own, so that no gap tells.</param>
/// <param name="Year">The year.</param>
/// <param name="Complete">The facts with the number in place.</param>
public sealed record Numbering(string Series, int Year, Func<long, ImmutableArray<Fact>> Complete);

/// <summary>What one stream owes another: delivered as a grain call whose command id follows from <c>(source, version, ordinal)</c>.</summary>
/// <param name="Target">Whom.</param>
/// <param name="Kind">Which command; durable.</param>
/// <param name="Data">The command, JSON.</param>
public sealed record NewFollowUp(StreamId Target, string Kind, ReadOnlyMemory<byte> Data);

/// <summary>A look to be taken later, in the realm's time; fired as a follow-up, and the stream decides whether it still matters.</summary>
/// <param name="Due">When, in the realm's time, UTC.</param>
/// <param name="Target">Whom.</param>
/// <param name="Kind">Which command; durable.</param>
/// <param name="Data">The command, JSON.</param>
public sealed record NewDeadline(DateTimeOffset Due, StreamId Target, string Kind, ReadOnlyMemory<byte> Data);
