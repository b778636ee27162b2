using Eoc.Journal.Appending;

namespace Eoc.Journal.Sessions;

/// <summary>What a decision came to: something to write, nothing to do (neither is set), or a refusal.</summary>
public readonly record struct Verdict<TRefusal>(Proposal? Proposal, TRefusal? Refusal)
    where TRefusal : class;

/// <summary>The answer of a session.</summary>
public abstract record SessionReply<TRefusal>
    where TRefusal : class
{
    private SessionReply()
    {
    }

    /// <summary>Durable, now or when this command first came.</summary>
    public sealed record Accepted(long Version, long? Number) : SessionReply<TRefusal>;

    /// <summary>No effect.</summary>
    public sealed record Refused(TRefusal Refusal) : SessionReply<TRefusal>;

    /// <summary>It was told, under the same id, that it has no effect; so it stays.</summary>
    public sealed record Withdrawn : SessionReply<TRefusal>;

    /// <summary>Another body came under an id that has committed before. No effect.</summary>
    public sealed record CommandIdReused : SessionReply<TRefusal>;
}
