using Eoc.Contracts.Rpc.V1;
using Eoc.ServiceDefaults.Calling;
using Grpc.Core;

namespace Eoc.Identity.Authorising;

/// <summary>A request stream of which the handler sees no message that was not judged.</summary>
internal sealed class AdmittedReader<TRequest>(IAsyncStreamReader<TRequest> inner, Gate gate, MethodRule rule, Reach reach, Caller caller, ServerCallContext context)
    : IAsyncStreamReader<TRequest>
    where TRequest : class
{
    private bool _first = true;

    public TRequest Current => inner.Current;

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        var moving = inner.MoveNext(cancellationToken);
        if (!moving.IsCompletedSuccessfully) return Await(moving);
        if (!moving.GetAwaiter().GetResult()) return moving;
        var judging = Judge();
        return judging.IsCompletedSuccessfully ? moving : Await(judging);
    }

    private async Task<bool> Await(Task<bool> moving)
    {
        if (!await moving) return false;
        await Judge();
        return true;
    }

    private static async Task<bool> Await(ValueTask judging)
    {
        await judging;
        return true;
    }

    private ValueTask Judge()
    {
        var first = _first;
        _first = false;
        return gate.Admit(rule, reach, caller, Current, first, context);
    }
}
