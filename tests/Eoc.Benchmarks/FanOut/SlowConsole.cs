using Eoc.Benchmarks.Ours;
using Eoc.Contracts.Rpc.V1;
using Grpc.Core;

namespace Eoc.Benchmarks.FanOut;

/// <summary>A console of the whole city that takes one message while ten are due.</summary>
internal static class SlowConsole
{
    private static readonly TimeSpan TenTicks = TimeSpan.FromSeconds(2.5);

    public static async Task Read(Centre centre, CancellationToken cancellation)
    {
        using var channel = centre.Connect();
        try
        {
            using var stream = new PictureStreamService.PictureStreamServiceClient(channel).Watch(Consoles.Request(0), centre.Dispatcher, cancellationToken: cancellation);
            while (await stream.ResponseStream.MoveNext(cancellation)) await Task.Delay(TenTicks, TimeProvider.System, cancellation);
        }
        catch (Exception e) when (cancellation.IsCancellationRequested && e is OperationCanceledException or RpcException)
        {
            // Measured.
        }
    }
}
