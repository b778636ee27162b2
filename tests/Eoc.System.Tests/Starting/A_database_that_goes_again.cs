using Eoc.Host.Starting;
using Eoc.SystemTests.Running;
using Eoc.TestServers;

namespace Eoc.SystemTests.Starting;

/// <summary>It answered, and then it did not: while the table was made in which silos find each other, a process ended with a stack trace.</summary>
public sealed class A_database_that_goes_again
{
    [Fact]
    public async Task while_the_silos_table_is_made_is_a_reason_to_wait_and_not_to_end()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var database = await PostgresServer.StartPrivate();
        var wait = new DatabaseWait(database.ConnectionString);
        await database.Pause();

        Assert.NotNull(await wait.NoMembership(cancellation));

        await database.Continue();
        await Eventually.Holds("the table is made", TimeSpan.FromSeconds(60), () => wait.NoMembership(cancellation));
        Assert.Equal("none has joined", await wait.NoSilo(cancellation));
    }
}
