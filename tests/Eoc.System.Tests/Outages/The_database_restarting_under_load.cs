using Eoc.Contracts.Rpc.V1;
using Eoc.SystemTests.Clustering;
using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Loading;
using Eoc.SystemTests.Recording;
using Eoc.SystemTests.Running;
using Grpc.Core;

namespace Eoc.SystemTests.Outages;

[Collection(nameof(TwoSilos))]
public sealed class The_database_restarting_under_load(TwoSilos cluster, ITestOutputHelper output)
{
    private const int AllRounds = 10;

    /// <summary>Nobody waits for a dispatch that cannot be made durable: an edge says so after at most this.</summary>
    private static readonly TimeSpan Quickly = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task doubles_nothing_and_resolves_every_unknown_outcome()
    {
        await cluster.Site.Heal();
        var units = await cluster.Site.Crew.Enrol("database", 12);
        await using var load = Load.Begin(cluster.Site.Crew.Supervisor, units);

        for (var round = 0; round < Rounds.Of(AllRounds); round++)
        {
            await load.IsAtWork();
            await cluster.Site.Database.Kill();
            await cluster.Site.Database.Start();
            await load.IsAtWork();
        }

        var history = await load.End();
        output.WriteLine(
            $"{history.Count(attempt => attempt.Tries > 1)} of {history.Count} commands were sent again, slowest {history.Max(attempt => attempt.Took).TotalSeconds:0.0} s");
        Assert.All(history, attempt => Assert.NotNull(attempt.Outcome));
        await Invariants.Hold(cluster.Site, history);
    }

    [Fact]
    public async Task answers_unavailable_while_it_is_away_and_serves_again_by_itself()
    {
        await cluster.Site.Heal();
        var unit = (await cluster.Site.Crew.Enrol("away", 1))[0];
        var impatient = cluster.Site.Crew.Supervisor.Asking(patience: TimeSpan.Zero, oneTry: TimeSpan.FromSeconds(30));

        await cluster.Site.Database.Kill();
        var refused = await impatient.Enrol(unit, "away");
        var unread = await Assert.ThrowsAsync<RpcException>(async () => await Read(impatient));
        await cluster.Site.Database.Start();
        await cluster.Site.Heal();
        var served = await cluster.Site.Crew.Supervisor.Enrol(unit, "back");

        output.WriteLine($"refused after {refused.Took.TotalSeconds:0.00} s");
        Assert.Null(refused.Outcome);
        Assert.Equal(StatusCode.Unavailable, impatient.LastFailure);
        Assert.Equal(StatusCode.Unavailable, unread.StatusCode);
        Assert.True(refused.Took < Quickly, $"It took {refused.Took.TotalSeconds:0.0} s to say so.");
        Crew.Accepted(served);
        await Invariants.Hold(cluster.Site, [served]);
    }

    private static async Task Read(Desk desk) => await new IncidentService.IncidentServiceClient(desk.Edge).GetTimelineAsync(
        new() { Realm = "live", Incident = Guid.CreateVersion7().ToString() }, desk.Headers, TimeProvider.System.GetUtcNow().UtcDateTime + Quickly);
}
