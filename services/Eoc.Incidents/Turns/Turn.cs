using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Grains;
using Eoc.Contracts.Ids;
using Eoc.Domain;
using Eoc.Journal;
using Eoc.Journal.Appending;
using Eoc.Journal.Sessions;
using Eoc.Journal.Tracing;

namespace Eoc.Incidents.Turns;

/// <summary>
/// The turn of a grain: decide by the rules, make it durable with what it owes, answer. Grains hold one; the simulation drives the same class.
/// </summary>
/// <param name="journalOf">Finds the realm's record as it is now.</param>
/// <param name="stream">The grain's stream.</param>
/// <param name="rules">How its state follows from its entries.</param>
/// <param name="owes">What its facts owe to other streams.</param>
internal sealed class Turn<TState>(Func<CancellationToken, ValueTask<IJournal>> journalOf, StreamId stream, StreamRules<TState> rules, Owes<TState> owes)
    where TState : class
{
    private static readonly string KindName = typeof(TState).Name;

    private (IJournal Journal, StreamSession<TState> Session)? _known;

    /// <summary>Over a record that is never deleted.</summary>
    public Turn(IJournal journal, StreamId stream, StreamRules<TState> rules, Owes<TState> owes)
        : this(_ => new(journal), stream, rules, owes)
    {
    }

    /// <summary>The state, as far as this activation knows; only the fence of an append proves it current.</summary>
    public async ValueTask<TState> State(CancellationToken cancellation) => await (await Session(cancellation)).State(cancellation);

    /// <summary>The state with everything that others wrote.</summary>
    public async ValueTask<TState> Current(CancellationToken cancellation) => await (await Session(cancellation)).Current(cancellation);

    /// <summary>Takes a command.</summary>
    public Task<CommandResult> Take(CommandContext context, Func<TState, Moment, Decision> decide, CancellationToken cancellation) =>
        Take(context, decide, (_, _) => null, cancellation);

    /// <summary>Takes a command whose facts carry a running number.</summary>
    public async Task<CommandResult> Take(
        CommandContext context, Func<TState, Moment, Decision> decide, Func<TState, Moment, Numbering?> numbering, CancellationToken cancellation)
    {
        using var span = CommandTrace.Start("turn", context.Command)?.SetTag("eoc.realm", stream.Realm.Value).SetTag("eoc.stream.kind", KindName);
        var moment = context.ToMoment();
        if (moment.Implausible() is { } implausible) return implausible.ToResult();
        try
        {
            var session = await Session(cancellation);
            var reply = await session.Execute(
                context.ToStamp(), (state, version) => Verdict(state, version, moment, decide(state, moment), numbering(state, moment)), cancellation);
            return Answer(reply);
        }
        catch (FactTooLargeException)
        {
            return Answers.TooLarge;
        }
        catch (JournalUnavailableException)
        {
            return Answers.OutcomeUnknown;
        }
    }

    /// <summary>Refuses a command for a reason found elsewhere, unless it took effect when it came before.</summary>
    public Task<CommandResult> Decline(CommandContext context, RefusalReply because, CancellationToken cancellation) =>
        Take(context, (_, _) => new Declined(because), cancellation);

    /// <summary>With a record that was made anew begins what is known of the stream.</summary>
    private async ValueTask<StreamSession<TState>> Session(CancellationToken cancellation)
    {
        var journal = await journalOf(cancellation);
        if (_known is { } known && known.Journal == journal) return known.Session;
        var session = new StreamSession<TState>(journal, stream, rules);
        _known = (journal, session);
        return session;
    }

    private Verdict<Refusal> Verdict(TState state, long version, Moment moment, Decision decision, Numbering? numbering)
    {
        if (decision.Refusal is { } refusal) return new(null, refusal);
        if (decision.Facts.IsEmpty) return default;
        var owed = decision.Facts.Select((fact, index) => owes(state, fact, version + index + 1, moment)).ToList();
        return new(
            new Proposal
            {
                Facts = decision.Facts,
                FollowUps = [.. owed.SelectMany(o => o.FollowUps)],
                Deadlines = [.. owed.SelectMany(o => o.Deadlines)],
                Numbering = numbering,
            },
            null);
    }

    private CommandResult Answer(SessionReply<Refusal> reply) => reply switch
    {
        SessionReply<Refusal>.Accepted accepted => new CommandResult
        {
            Accepted = new Accepted { Stream = stream, Version = accepted.Version, Running = accepted.Number },
        },
        SessionReply<Refusal>.Refused refused => refused.Refusal.ToResult(),
        SessionReply<Refusal>.Withdrawn => Answers.Withdrawn,
        _ => Answers.CommandIdReused,
    };
}

/// <summary>A refusal that another stream's state is the reason of.</summary>
internal sealed record Declined(RefusalReply Because) : Refusal(Because.Code)
{
    public override ImmutableArray<(string Name, object? Value)> Named => [.. Because.Arguments.Select(argument => (argument.Name, (object?)argument.Value))];
}

/// <summary>What a fact owes to other streams.</summary>
/// <param name="before">The state it was decided on.</param>
/// <param name="fact">The fact.</param>
/// <param name="version">The version it will have.</param>
/// <param name="moment">Who decided, and when.</param>
internal delegate Owed Owes<in TState>(TState before, Fact fact, long version, Moment moment);

/// <summary>What a fact owes to other streams, now and later.</summary>
internal readonly record struct Owed(ImmutableArray<NewFollowUp> FollowUps, ImmutableArray<NewDeadline> Deadlines)
{
    public static readonly Owed Nothing = new([], []);
}
