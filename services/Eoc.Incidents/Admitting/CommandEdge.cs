using Eoc.Contracts.Grains;
using Eoc.Contracts.Rpc.V1;
using Eoc.Incidents.Turns;
using Eoc.Journal;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Eoc.Incidents.Admitting;

/// <summary>
/// Sends an admitted command to its grain. A call may be rejected while an activation goes away, or end with its outcome unknown: it is sent
/// again under the same command id, which the journal answers with the first reply.
/// </summary>
internal sealed partial class CommandEdge(Admission admission, TimeProvider time, ILogger<CommandEdge> log)
{
    /// <summary>Longer than it takes until a dead silo's grains answer elsewhere; shorter than anybody should wait for a store that is away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    public Task<Outcome> Send(Incoming incoming, Func<Admitted, CancellationToken, Task<CommandResult>> send, bool realmMustExist = true) =>
        CommandMeasures.IsOn ? SendMeasured(incoming, send, realmMustExist) : SendNow(incoming, send, realmMustExist);

    /// <summary>Apart, so that the usual command pays for no closure.</summary>
    private Task<Outcome> SendMeasured(Incoming incoming, Func<Admitted, CancellationToken, Task<CommandResult>> send, bool realmMustExist) =>
        CommandMeasures.Measure(incoming, time, () => SendNow(incoming, send, realmMustExist));

    private async Task<Outcome> SendNow(Incoming incoming, Func<Admitted, CancellationToken, Task<CommandResult>> send, bool realmMustExist)
    {
        var admitted = await Admit(incoming, realmMustExist);
        if (admitted.Refusal is not null) return admitted.Refusal.ToOutcome();
        return (await Persist(admitted, send, incoming.Call.CancellationToken)).ToOutcome();
    }

    /// <summary>The realm's clock is read from the journal; while that is away nothing has been sent, and nothing took effect.</summary>
    private async Task<Admitted> Admit(Incoming incoming, bool realmMustExist)
    {
        try
        {
            return await admission.Admit(incoming, realmMustExist);
        }
        catch (Exception e) when (e is JournalUnavailableException or OrleansException or ObjectDisposedException)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The journal does not answer: ask again with the same command id."));
        }
    }

    private async Task<CommandResult> Persist(Admitted admitted, Func<Admitted, CancellationToken, Task<CommandResult>> send, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (await Try(token => send(admitted, token), cancellation) is { } answer) return answer;
            admitted = admitted.Again();
            if (time.GetElapsedTime(started) > Patience)
                throw new RpcException(new Status(StatusCode.Unavailable, "The outcome is not known yet: ask again with the same command id."));
            await Task.Delay(pause, time, cancellation);
        }
    }

    /// <summary>Null: no answer this time.</summary>
    private async Task<CommandResult?> Try(Func<CancellationToken, Task<CommandResult>> send, CancellationToken cancellation)
    {
        try
        {
            var answer = await send(cancellation);
            return answer.Refusal?.Code == Answers.OutcomeUnknownCode ? null : answer;
        }
        catch (Exception e) when (e is not RpcException && !cancellation.IsCancellationRequested)
        {
            // Whatever it was (a silo that ends throws what it likes), whether the command took effect is not known: only the journal can say.
            LogAsksAgain(log, e);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A grain call failed; asking again under the same command id")]
    private static partial void LogAsksAgain(ILogger logger, Exception failure);
}
