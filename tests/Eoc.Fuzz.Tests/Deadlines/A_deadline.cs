using System.Diagnostics;
using Eoc.Contracts.Rpc.V1;
using Eoc.Fuzz.Tests.Frames;
using Eoc.Fuzz.Tests.Hosting;
using Google.Protobuf;
using Grpc.Core;
using Xunit;

namespace Eoc.Fuzz.Tests.Deadlines;

/// <summary>Clients end a call by their own clock and hide what the server says of it. This one only sends the deadline and listens.</summary>
public sealed class A_deadline : IDisposable
{
    private readonly RawClient _client;

    public A_deadline(FuzzedHost host) => _client = new(host.Host.Grpc, host.TokenOf(Role.Dispatcher));

    public void Dispose() => _client.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task of_a_stream_ends_it_in_time_as_DEADLINE_EXCEEDED()
    {
        var start = Stopwatch.GetTimestamp();
        var status = await _client.Send(
            "/eoc.v1.PictureStreamService/Watch", RawClient.Frame(new WatchRequest { Realm = FuzzedHost.Realm }.ToByteArray()), Cancellation, ("grpc-timeout", "700m"));

        Assert.Equal(StatusCode.DeadlineExceeded, status);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromMilliseconds(650), TimeSpan.FromSeconds(3));
        Assert.Equal(1, _client.Connections);
    }

    [Fact]
    public async Task too_short_for_a_command_leaves_its_outcome_to_the_retry()
    {
        for (var round = 0; round < 50; round++)
        {
            var request = new TakeCallRequest { Header = FuzzedHost.Header(), Call = Guid.CreateVersion7().ToString(), Channel = CallChannel.Voice };
            var status = await TakeCall(request, ("grpc-timeout", "1m"));
            Assert.True(status is StatusCode.DeadlineExceeded or StatusCode.OK, $"{status}");
            Assert.Equal(StatusCode.OK, await TakeCall(request));
        }

        Assert.Equal(1, _client.Connections);
    }

    private Task<StatusCode> TakeCall(TakeCallRequest request, params (string Name, string Value)[] headers) =>
        _client.Send("/eoc.v1.CallService/TakeCall", RawClient.Frame(request.ToByteArray()), Cancellation, headers);
}
