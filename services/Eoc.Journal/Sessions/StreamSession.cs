using System.Text.Json;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;

namespace Eoc.Journal.Sessions;

/// <summary>
/// The turn of a stream: load, decide, append, evolve. A grain holds one; simulations and the fastest replays drive it without a silo.
/// It is called by one caller at a time. Its correctness never rests on being the only one: the journal's version fence decides.
/// </summary>
public sealed class StreamSession<TState>(IJournal journal, StreamId stream, StreamRules<TState> rules)
    where TState : class
{
    private const int SnapshotEvery = 128;
    private const int MaxConflicts = 16;

    private Loaded? _loaded;
    private long _snapshotVersion;

    private sealed record Loaded(TState State, long Version, ReadOnlyMemory<byte> Hash);

    /// <summary>The state, loaded when it is not here.</summary>
    public async ValueTask<TState> State(CancellationToken cancellation) => (_loaded ??= await Load(cancellation)).State;

    /// <summary>The state with everything that others wrote, read now: an answer that nothing will fence.</summary>
    public async ValueTask<TState> Current(CancellationToken cancellation)
    {
        var loaded = _loaded ??= await Load(cancellation);
        return (_loaded = Evolve(loaded, await journal.Read(stream, loaded.Version, cancellation))).State;
    }

    /// <summary>
    /// Decides and makes it durable; a command that has committed before gets its first answer. The decision is given the state and its version:
    /// its first fact will have the next one.
    /// </summary>
    /// <exception cref="JournalUnavailableException">The outcome is unknown; the caller asks again with the same command id.</exception>
    public async ValueTask<SessionReply<TRefusal>> Execute<TRefusal>(
        CommandStamp stamp, Func<TState, long, Verdict<TRefusal>> decide, CancellationToken cancellation)
        where TRefusal : class
    {
        for (var attempt = 0; attempt < MaxConflicts; attempt++)
        {
            var loaded = _loaded ??= await Load(cancellation);
            var verdict = decide(loaded.State, loaded.Version);
            var reply = verdict.Proposal is null
                ? await WithoutEffect(stamp, loaded, verdict, cancellation)
                : await Append<TRefusal>(stamp, loaded, verdict.Proposal);
            if (reply is not null) return reply;
        }

        throw new JournalUnavailableException($"{stream} is written by others faster than this process can decide.");
    }

    /// <summary>
    /// A refusal, or a wish fulfilled already, may be the echo of this very command: only then is the journal asked for its reply. It passes no
    /// fence either, so what others wrote is read, and null means: decided on a stale state, decide again.
    /// </summary>
    private async ValueTask<SessionReply<TRefusal>?> WithoutEffect<TRefusal>(
        CommandStamp stamp, Loaded loaded, Verdict<TRefusal> verdict, CancellationToken cancellation)
        where TRefusal : class
    {
        if (await journal.FindReply(stamp.Account, stamp.Command, cancellation) is { TookEffect: true } known) return First<TRefusal>(stamp, known);
        await Current(cancellation);
        if (_loaded!.Version != loaded.Version) return null;
        if (stamp.AskedBefore && await Withdraw(stamp) is { TookEffect: true } first) return First<TRefusal>(stamp, first);
        return verdict.Refusal is { } refusal
            ? new SessionReply<TRefusal>.Refused(refusal)
            : new SessionReply<TRefusal>.Accepted(loaded.Version, null);
    }

    /// <summary>
    /// Makes sure that no copy of the command that is still on its way (in a process that stood still, say) takes effect after this answer. Returns
    /// the first reply if one was quicker.
    /// </summary>
    private async ValueTask<StoredReply?> Withdraw(CommandStamp stamp)
    {
        var result = await journal.Append(new AppendRequest
        {
            Stream = stream, ExpectedVersion = 0, PreviousHash = ReadOnlyMemory<byte>.Empty, Stamp = stamp, Proposal = Proposal.Nothing,
        });
        return (result as AppendResult.CommandKnown)?.Reply;
    }

    /// <summary>Null means: decided on a stale state, decide again.</summary>
    private async ValueTask<SessionReply<TRefusal>?> Append<TRefusal>(CommandStamp stamp, Loaded loaded, Proposal proposal)
        where TRefusal : class
    {
        // From here on the outcome is unknown until the journal answers, so the state is not to be trusted unless it does.
        _loaded = null;
        var result = await journal.Append(new AppendRequest
        {
            Stream = stream,
            ExpectedVersion = loaded.Version,
            PreviousHash = loaded.Hash,
            Stamp = stamp,
            Proposal = proposal,
        });
        switch (result)
        {
            case AppendResult.Committed committed:
                _loaded = Evolve(loaded, committed.Facts);
                OfferSnapshot(_loaded);
                return new SessionReply<TRefusal>.Accepted(committed.Reply.Version, committed.Reply.Number);
            case AppendResult.CommandKnown known:
                return First<TRefusal>(stamp, known.Reply);
            default:
                return null;
        }
    }

    private SessionReply<TRefusal> First<TRefusal>(CommandStamp stamp, StoredReply reply)
        where TRefusal : class => reply switch
    {
        _ when !reply.RequestHash.Span.SequenceEqual(stamp.RequestHash.Span) || reply.Stream != stream.ToString() => new SessionReply<TRefusal>.CommandIdReused(),
        { TookEffect: true } => new SessionReply<TRefusal>.Accepted(reply.Version, reply.Number),
        _ => new SessionReply<TRefusal>.Withdrawn(),
    };

    private async ValueTask<Loaded> Load(CancellationToken cancellation)
    {
        var start = await FromSnapshot(cancellation) ?? new Loaded(rules.Empty, 0, ReadOnlyMemory<byte>.Empty);
        return Evolve(start, await journal.Read(stream, start.Version, cancellation));
    }

    private async ValueTask<Loaded?> FromSnapshot(CancellationToken cancellation)
    {
        var snapshot = await journal.ReadSnapshot(stream, cancellation);
        if (snapshot?.Schema != rules.Schema) return null;
        _snapshotVersion = snapshot.Version;
        return new(JsonSerializer.Deserialize<TState>(snapshot.Data.Span, WireJson.Options)!, snapshot.Version, snapshot.Hash);
    }

    private Loaded Evolve(Loaded loaded, IEnumerable<StoredFact> facts)
    {
        foreach (var fact in facts)
            loaded = new(rules.Evolve(loaded.State, fact), fact.Header.Version, fact.Hash);
        return loaded;
    }

    private void OfferSnapshot(Loaded loaded)
    {
        if (loaded.Version - _snapshotVersion < SnapshotEvery) return;
        _snapshotVersion = loaded.Version;
        journal.OfferSnapshot(new(stream, loaded.Version, loaded.Hash, rules.Schema, JsonSerializer.SerializeToUtf8Bytes(loaded.State, WireJson.Options)));
    }
}
