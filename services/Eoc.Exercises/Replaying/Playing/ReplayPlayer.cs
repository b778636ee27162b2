using Eoc.Exercises.Acting;
using System.Collections.Immutable;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Replaying.Planning;
using Google.Protobuf.WellKnownTypes;

namespace Eoc.Exercises.Replaying.Playing;

/// <summary>
/// Plays a plan step by step in its order. The realm's clock is driven to a step's due before the step is sent, and no step is sent before the one
/// before it was answered: what a deadline would find is what it would have found then.
/// </summary>
internal sealed class ReplayPlayer(
    Clients clients, ReplayScript script, Actor administrator, ReplayCast cast, Pace pace, ReplayScreen? screen, TimeProvider time)
{
    private readonly StepCommands _commands = new(clients, script, time);
    private DateTimeOffset _now = script.Plan.Steps[0].Due;

    /// <summary>Plays what was not played before; tells how far it is after each step.</summary>
    public async Task<ImmutableArray<RefusedStep>> Play(IReadOnlySet<Guid> played, Action<DateTimeOffset> progress, CancellationToken cancellation)
    {
        var refused = ImmutableArray.CreateBuilder<RefusedStep>();
        foreach (var step in script.Plan.Steps)
        {
            if (!played.Contains(script.Command(step)))
            {
                await Reach(step.Due, cancellation);
                var outcome = await _commands.Send(step, cast.For(step), cancellation);
                if (outcome.Refusal is { } refusal) refused.Add(new(step, refusal));
            }

            screen?.Follow(step);
            progress(step.Due);
        }

        return refused.ToImmutable();
    }

    /// <summary>The realm's clock may be further on already, after an interruption; then it stays where it is.</summary>
    private async Task Reach(DateTimeOffset due, CancellationToken cancellation)
    {
        while (due > _now)
        {
            await Drive(await pace.Wait(due, cancellation), cancellation);
            if (screen is not null) await screen.Tell(_now, cancellation);
        }
    }

    private async Task Drive(DateTimeOffset to, CancellationToken cancellation)
    {
        var request = new AdvanceClockRequest { Header = Header(to), To = to.ToTimestamp() };
        if ((await administrator.Ask(o => clients.Realms.AdvanceClockAsync(request, o), cancellation)).Outcome.Refusal is { } refusal)
            throw new ReplayRefusedException($"The clock of {script.Realm} cannot be driven: {refusal.Code}.");
        _now = to;
    }

    private CommandHeader Header(DateTimeOffset due) => new()
    {
        Realm = script.Realm.ToString(),
        CommandId = script.Once(FormattableString.Invariant($"clock {due.UtcTicks}")).ToString(),
        IssuedAt = time.GetUtcNow().ToTimestamp(),
        Source = OccurredSource.Import,
    };
}

/// <summary>A step that the system refused.</summary>
internal sealed record RefusedStep(PlanStep Step, Refusal Refusal);
