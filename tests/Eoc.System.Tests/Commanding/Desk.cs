using Eoc.Contracts.Rpc.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;

namespace Eoc.SystemTests.Commanding;

/// <summary>
/// One signed-in person at a console. A command whose outcome is unknown is sent again under the same id, to the next edge, until it is answered.
/// </summary>
internal sealed class Desk(IReadOnlyList<CallInvoker> edges, string account, string token, string realm, int firstEdge = 0)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private int _edge = firstEdge;

    /// <summary>The edge it asks before any other.</summary>
    public int FirstEdge { get; } = firstEdge;

    public string Account => account;

    public string Realm => realm;

    public Metadata Headers { get; } = new() { { "authorization", $"Bearer {token}" } };

    /// <summary>The deadline of one try.</summary>
    public TimeSpan OneTry { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Why the last try that failed did.</summary>
    public StatusCode? LastFailure { get; private set; }

    /// <summary>How long a command is sent again before it is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The edge asked now.</summary>
    public CallInvoker Edge => edges[_edge % edges.Count];

    /// <summary>The same person asking another edge first.</summary>
    public Desk At(int edge) => new(edges, account, token, realm, edge) { Patience = Patience, OneTry = OneTry };

    /// <summary>The same person, who has this edge alone and leaves it to the edge to ask again.</summary>
    public Desk Only(int edge) => new([edges[edge % edges.Count]], account, token, realm) { Patience = Patience, OneTry = TimeSpan.FromSeconds(15) };

    /// <summary>The same person commanding in another realm.</summary>
    public Desk In(string other) => new(edges, account, token, other, FirstEdge) { Patience = Patience, OneTry = OneTry };

    /// <summary>The same person, who gives up after this.</summary>
    public Desk Asking(TimeSpan patience, TimeSpan oneTry) => new(edges, account, token, realm, FirstEdge) { Patience = patience, OneTry = oneTry };

    /// <summary>Sends one command, however often it takes.</summary>
    public async Task<Attempt> Send<TReply>(
        string what, Func<CommandHeader, CallInvoker, CallOptions, AsyncUnaryCall<TReply>> call, Func<TReply, Outcome> outcome)
    {
        var time = TimeProvider.System;
        var (command, started) = (Guid.CreateVersion7(time.GetUtcNow()), time.GetTimestamp());
        var header = new CommandHeader { Realm = realm, CommandId = command.ToString(), IssuedAt = Timestamp.FromDateTimeOffset(time.GetUtcNow()) };
        for (var tries = 1; ; tries++)
        {
            var answer = await Try(header, call, outcome);
            var took = time.GetElapsedTime(started);
            if (answer is not null || took > Patience) return new(command, account, what, answer, tries, took, time.GetTimestamp());
            _edge++;
            header.AskedBefore = true;
            await Task.Delay(Pause, time);
        }
    }

    /// <summary>Whether a caller may ask again: nothing is known of the outcome.</summary>
    public static bool IsUnknown(RpcException failure) =>
        failure.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled or StatusCode.Internal or StatusCode.Aborted;

    private async Task<Outcome?> Try<TReply>(
        CommandHeader header, Func<CommandHeader, CallInvoker, CallOptions, AsyncUnaryCall<TReply>> call, Func<TReply, Outcome> outcome)
    {
        try
        {
            var options = new CallOptions(Headers, TimeProvider.System.GetUtcNow().UtcDateTime + OneTry);
            return outcome(await call(header, Edge, options));
        }
        catch (RpcException failure) when (IsUnknown(failure))
        {
            LastFailure = failure.StatusCode;
            return null;
        }
    }
}
