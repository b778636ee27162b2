using System.Diagnostics;
using Eoc.Contracts.Ids;
using Eoc.Journal.Tracing;

namespace Eoc.Journal.Tests.Tracing;

public sealed class The_trace_of_a_command
{
    [Fact]
    public void has_the_commands_id()
    {
        var command = CommandId.Parse("0198c5a2-7b1e-7c3d-9a4f-0123456789ab");

        var root = CommandTrace.RootOf(command);

        Assert.Equal("0198c5a27b1e7c3d9a4f0123456789ab", root.TraceId.ToHexString());
        Assert.Equal("9a4f0123456789ab", root.SpanId.ToHexString());
    }

    [Fact]
    public void has_a_span_to_hang_on_whatever_the_id()
    {
        var root = CommandTrace.RootOf(CommandId.Parse("0198c5a2-7b1e-7c3d-0000-000000000000"));

        Assert.NotEqual(default, root.SpanId);
    }

    [Fact]
    public void costs_nothing_while_nobody_listens()
    {
        var command = CommandId.New();
        CommandTrace.Start("warm", command)?.Dispose();
        Assert.False(CommandTrace.IsOn);

        // What each costs is there every time; what the runtime adds once is not in the least of three.
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Allocated()));

        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++) CommandTrace.Start("turn", command)?.SetTag("eoc.realm", "live").Dispose();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
