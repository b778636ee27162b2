using Eoc.Exercises.Acting;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Replaying.Playing;
using Grpc.Core;
using Xunit;

namespace Eoc.Exercises.Tests;

public sealed class Asking_until_there_is_an_answer
{
    private readonly List<string?> _tokens = [];
    private int _signIns;

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.DeadlineExceeded)]
    [InlineData(StatusCode.Unknown)]
    [InlineData(StatusCode.Internal)]
    public async Task asks_again_when_the_outcome_is_unknown(StatusCode status)
    {
        Assert.Equal("first", (await Ask(status, status)).Outcome.Accepted.Stream);

        Assert.Equal(3, _tokens.Count);
        Assert.Equal(1, _signIns);
    }

    [Fact]
    public async Task signs_in_again_when_the_session_has_ended()
    {
        await Ask(StatusCode.Unauthenticated);

        Assert.Equal(["Bearer 1", "Bearer 2"], _tokens);
    }

    [Fact]
    public async Task gives_up_when_a_new_session_is_not_let_in_either() =>
        Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(() => Ask(StatusCode.Unauthenticated, StatusCode.Unauthenticated))).StatusCode);

    [Theory]
    [InlineData(StatusCode.InvalidArgument)]
    [InlineData(StatusCode.PermissionDenied)]
    public async Task does_not_ask_again_what_was_answered(StatusCode status)
    {
        await Assert.ThrowsAsync<RpcException>(() => Ask(status));

        Assert.Single(_tokens);
    }

    /// <summary>A host that fails so many times before it answers.</summary>
    private Task<TakeCallResponse> Ask(params StatusCode[] failures)
    {
        var actor = new Actor(_ => Task.FromResult((++_signIns).ToString(System.Globalization.CultureInfo.InvariantCulture)), TimeProvider.System);
        var left = new Queue<StatusCode>(failures);
        return actor.Ask(options => Answer(options, left), TestContext.Current.CancellationToken);
    }

    private AsyncUnaryCall<TakeCallResponse> Answer(CallOptions options, Queue<StatusCode> failures)
    {
        _tokens.Add(options.Headers!.GetValue("authorization"));
        var answer = failures.TryDequeue(out var status)
            ? Task.FromException<TakeCallResponse>(new RpcException(new Status(status, "no")))
            : Task.FromResult(new TakeCallResponse { Outcome = new() { Accepted = new() { Stream = "first" } } });
        return new(answer, Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }
}
