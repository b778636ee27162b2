using Eoc.ServiceDefaults.Calling;
using Grpc.Core;

namespace Eoc.Identity.Tests.Probing;

internal sealed class ProbeRpc : ProbeService.ProbeServiceBase
{
    public override Task<ProbeResponse> Ask(ProbeRequest request, ServerCallContext context) =>
        Task.FromResult(new ProbeResponse { Account = context.GetCaller().Account });

    public override async Task Watch(ProbeRequest request, IServerStreamWriter<ProbeResponse> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(new() { Account = context.GetCaller().Account });
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.GetCaller().Ended);
    }

    public override async Task Deaf(ProbeRequest request, IServerStreamWriter<ProbeResponse> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(new() { Account = context.GetCaller().Account });
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
    }

    public override async Task<ProbeResponse> Report(IAsyncStreamReader<ProbeRequest> requestStream, ServerCallContext context)
    {
        var number = 0;
        while (await requestStream.MoveNext(context.CancellationToken)) number++;
        return new() { Number = number };
    }

    public override async Task Converse(IAsyncStreamReader<ProbeRequest> requestStream, IServerStreamWriter<ProbeResponse> responseStream, ServerCallContext context)
    {
        var number = 0;
        while (await requestStream.MoveNext(context.CancellationToken)) await responseStream.WriteAsync(new() { Number = ++number });
    }
}

internal sealed class BareRpc : BareService.BareServiceBase
{
    public override Task<ProbeResponse> Ask(ProbeRequest request, ServerCallContext context) => Task.FromResult(new ProbeResponse());
}
