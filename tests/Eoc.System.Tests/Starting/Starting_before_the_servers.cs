using Eoc.SystemTests.Running;
using Eoc.TestServers;

namespace Eoc.SystemTests.Starting;

public sealed class Starting_before_the_servers
{
    [Fact]
    public async Task waits_for_the_database_says_so_and_goes_on()
    {
        await using var database = await PostgresServer.StartPrivate();
        await using var broker = await RabbitServer.StartPrivate();
        await database.Kill();
        await using var member = Given.Member(database.ConnectionString, broker.Uri);

        var starting = member.Start();
        Assert.Contains("waiting for the database", await Given.NotReady(member), StringComparison.Ordinal);
        Assert.False(starting.IsCompleted, "It started without its database.");
        await database.Start();
        await starting;

        Assert.Contains("Waiting for the database", member.Output, StringComparison.Ordinal);
        await Site.Ready(member, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task waits_for_a_silo_says_so_and_goes_on()
    {
        await using var database = await PostgresServer.StartPrivate();
        await using var broker = await RabbitServer.StartPrivate();
        await using var silo = Given.Member(database.ConnectionString, broker.Uri);
        await using var edge = Given.Edge(database.ConnectionString, broker.Uri);

        var starting = edge.Start();
        Assert.Contains("waiting for a silo: none has joined", await Given.NotReady(edge), StringComparison.Ordinal);
        await silo.Start();
        await starting;

        await Site.Ready(edge, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task ends_when_asked_to_while_it_waits()
    {
        var data = Directory.CreateTempSubdirectory("eoc-waiting-");
        var nobody = FormattableString.Invariant($"Host=127.0.0.1;Port={FreePort.Next()};Username=eoc");
        await using var waiting = await ServerProcess.Start(
            string.Empty, data.FullName, "Waiting for the database",
            "env", $"EOC_DATA={data.FullName}", "EOC_HTTP=0", "EOC_GRPC=0", $"EOC_JOURNAL={nobody}", "dotnet", HostProcess.Executable);

        await waiting.Stop();

        Assert.Contains("It ended with 0.", waiting.Lines);
    }

    [Fact]
    public async Task needs_no_broker_to_take_commands_and_finds_it_when_it_comes()
    {
        await using var database = await PostgresServer.StartPrivate();
        await using var broker = await RabbitServer.StartPrivate();
        await broker.Kill();
        await using var member = Given.Member(database.ConnectionString, broker.Uri);

        await member.Start();

        await Site.Ready(member, TimeSpan.FromSeconds(60));
        await Given.Health(member, "masstransit-bus: Degraded", TimeSpan.FromSeconds(60));
        await broker.Start();
        await Given.Health(member, "masstransit-bus: Healthy", TimeSpan.FromSeconds(60));
        await Eventually.Holds("the log says that it is back", TimeSpan.FromSeconds(60), () =>
            Task.FromResult(member.Output.Contains("The broker is there.", StringComparison.Ordinal) ? null : member.Output));
        Assert.Contains("The broker is away (", member.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task does_not_wait_for_a_database_that_refuses_it()
    {
        await using var database = await PostgresServer.StartPrivate();
        await using var member = Given.Member(database.ConnectionString.Replace("Database=postgres", "Database=nosuch", StringComparison.Ordinal), new("amqp://127.0.0.1:1/"));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(member.Start);

        Assert.Contains("EOC_JOURNAL: the database refuses us", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ends_within_seconds_when_asked_to_and_hands_its_grains_over()
    {
        await using var database = await PostgresServer.StartPrivate();
        await using var broker = await RabbitServer.StartPrivate();
        await using var member = Given.Member(database.ConnectionString, broker.Uri);
        await member.Start();

        await member.Stop();

        Assert.Equal(["6"], await Given.Statuses(database.ConnectionString));
    }
}
