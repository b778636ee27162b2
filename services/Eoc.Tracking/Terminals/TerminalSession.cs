using System.Threading.Channels;
using Eoc.Contracts.Rpc.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Eoc.Tracking.Terminals;

/// <summary>The way down of one terminal: the list at the start, when it changes, and again every ten seconds until the terminal says it shows it.</summary>
internal sealed class TerminalSession(TerminalScreen screen, Func<CancellationToken, ValueTask<DateTimeOffset>> realmNow, TimeProvider time)
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(10);

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private ulong _sent;
    private ulong _shown;

    /// <summary>Something changed that may be on the screen.</summary>
    public void Notice(string id)
    {
        if (screen.Concerns(id)) _changes.Writer.TryWrite(true);
    }

    /// <summary>The terminal shows this list.</summary>
    public void Receive(TerminalReceipt receipt)
    {
        if (receipt.Number <= Volatile.Read(ref _sent)) Volatile.Write(ref _shown, receipt.Number);
    }

    /// <summary>Sends until cancelled.</summary>
    public async Task Send(IServerStreamWriter<TerminalResponse> stream, CancellationToken cancellation)
    {
        IReadOnlyList<TerminalAssignment>? last = null;
        while (true)
        {
            var changed = last is null || await Changed(cancellation);
            var now = screen.Assignments();
            var isNew = last is null || !now.SequenceEqual(last);
            if (!isNew && (changed || Volatile.Read(ref _shown) == _sent)) continue;
            last = now;
            var message = new TerminalResponse { Number = ++_sent, Assignments = { now }, RealmTime = (await realmNow(cancellation)).ToTimestamp() };
            await stream.WriteAsync(message, cancellation);
        }
    }

    /// <summary>True when something changed, false when the time has come to send again.</summary>
    private async Task<bool> Changed(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(AgainAfter, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            return await _changes.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
