using Eoc.Contracts.Rpc.V1;
using Grpc.Core;

namespace Eoc.Benchmarks.Ours;

/// <summary>A console: it takes everything it is sent, and counts the notes.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private readonly AsyncServerStreamingCall<WatchResponse> _stream;
    private readonly Task _reading;
    private long _notes;

    public Screen(AsyncServerStreamingCall<WatchResponse> stream)
    {
        _stream = stream;
        _reading = Read();
    }

    /// <summary>How many notes are on it.</summary>
    public long Notes => Interlocked.Read(ref _notes);

    /// <summary>How long it takes from now until so many notes are on it; longer than a minute is a failure.</summary>
    public async Task<TimeSpan> Shows(long notes)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (Notes < notes)
        {
            if (TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromMinutes(1)) throw new TimeoutException($"{Notes} of {notes} notes are on the screen.");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        return TimeProvider.System.GetElapsedTime(start);
    }

    public async ValueTask DisposeAsync()
    {
        _stream.Dispose();
        await _reading;
    }

    private async Task Read()
    {
        try
        {
            await foreach (var message in _stream.ResponseStream.ReadAllAsync())
                foreach (var frame in message.Channels) Interlocked.Add(ref _notes, frame.Changes.Count(change => change.Upsert is { Kind: EntityKind.Note }));
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Cancelled)
        {
            // Disposed.
        }
    }
}
