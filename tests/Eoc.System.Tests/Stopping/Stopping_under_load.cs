using Eoc.Contracts.Rpc.V1;
using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Loading;
using Eoc.SystemTests.Recording;
using Eoc.SystemTests.Running;
using Grpc.Core;

namespace Eoc.SystemTests.Stopping;

/// <summary>SIGTERM while dispatchers work and consoles watch.</summary>
public sealed class Stopping_under_load(ITestOutputHelper output)
{
    /// <summary>A supervisor kills after 30 s; the process takes at most 20.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task ends_streams_with_unavailable_answers_what_was_under_way_and_loses_nothing()
    {
        await using var centre = await EmbeddedCentre.Open();
        var units = await centre.Crew.Enrol("stop", 8);
        using var watch = Watch(centre.Crew.Supervisor);
        await using var load = Load.Begin(centre.Crew.Supervisor, units);
        await load.IsAtWork();
        var watching = Drain(watch);

        var began = TimeProvider.System.GetTimestamp();
        await centre.Process.Stop();
        var took = TimeProvider.System.GetElapsedTime(began);
        var said = centre.Process.Output;
        var end = await Assert.ThrowsAsync<RpcException>(() => watching);
        await centre.Process.Start();
        await load.IsAtWork();
        var history = await load.End();

        output.WriteLine($"ended in {took.TotalSeconds:0.0} s; {history.Count} commands, {history.Count(attempt => attempt.Tries > 1)} sent again");
        Assert.Equal(StatusCode.Unavailable, end.StatusCode);
        Assert.InRange(took, TimeSpan.Zero, Bound);
        Assert.Contains("It ended with 0.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", said, StringComparison.Ordinal);
        Assert.All(history, attempt => Assert.NotNull(attempt.Outcome));
        await Invariants.Hold(centre, history);
    }

    [Fact]
    public async Task publishes_what_was_committed_before_it_ends()
    {
        await using var centre = await EmbeddedCentre.Open();
        await centre.Crew.Enrol("last", 4);

        await centre.Process.Stop();

        Assert.Equal(0, (await centre.ReadJournal()).Unpublished);
    }

    private static AsyncServerStreamingCall<WatchResponse> Watch(Desk desk) =>
        new PictureStreamService.PictureStreamServiceClient(desk.Edge).Watch(new() { Realm = desk.Realm }, desk.Headers);

    private static async Task Drain(AsyncServerStreamingCall<WatchResponse> watch)
    {
        while (await watch.ResponseStream.MoveNext(CancellationToken.None))
        {
        }
    }
}
