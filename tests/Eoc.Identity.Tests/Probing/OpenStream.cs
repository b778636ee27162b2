using Grpc.Core;

namespace Eoc.Identity.Tests.Probing;

/// <summary>A response stream of which the first message has come.</summary>
internal sealed class OpenStream : IDisposable
{
    /// <summary>How long what hangs is waited for. No claim is made of it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IAsyncStreamReader<ProbeResponse> _responses;
    private readonly IDisposable? _call;

    private OpenStream(IAsyncStreamReader<ProbeResponse> responses, IDisposable? call) => (_responses, _call) = (responses, call);

    public static async Task<OpenStream> Watch(IdentityHost host, Metadata session)
    {
        var call = host.Probe.Watch(Given.Probe(), session);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        return new(call.ResponseStream, call);
    }

    public static async Task<OpenStream> Of(IAsyncStreamReader<ProbeResponse> responses)
    {
        Assert.True(await responses.MoveNext(CancellationToken.None));
        return new(responses, null);
    }

    /// <summary>The status it ends with; fails when it stays open.</summary>
    /// <param name="within">How long it may, where no <see cref="LookingClock" /> stands still; else as long as what hangs is waited for.</param>
    public Task<StatusCode> Ends(TimeSpan? within = null) =>
        Given.StatusOf(async () => Assert.False(await _responses.MoveNext(CancellationToken.None))).WaitAsync(within ?? Patience);

    public void Dispose() => _call?.Dispose();
}
