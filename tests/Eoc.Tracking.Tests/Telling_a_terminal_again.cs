using System.Threading.Channels;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.ServiceDefaults.Calling;
using Eoc.Tracking.Terminals;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Eoc.Tracking.Tests;

public sealed class Telling_a_terminal_again : IDisposable
{
    private static readonly UnitId Engine = UnitId.Parse("cfd/e12");
    private readonly FakeTimeProvider _time = new();
    private readonly Sent _sent = new();
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public void Dispose() => _end.Dispose();

    [Fact]
    public async Task goes_on_every_ten_seconds_until_it_says_that_it_shows_the_list()
    {
        var session = Session();
        var sending = session.Send(_sent, _end.Token);
        Assert.Equal(1ul, (await _sent.Next()).Number);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(2ul, (await _sent.Next()).Number);
        session.Receive(new TerminalReceipt { Number = 2 });
        _time.Advance(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(10));
        await End(sending);
        Assert.Equal(0, _sent.Waiting);
    }

    [Fact]
    public async Task is_not_stopped_by_a_receipt_for_a_list_that_was_never_sent()
    {
        var session = Session();
        var sending = session.Send(_sent, _end.Token);
        await _sent.Next();
        session.Receive(new TerminalReceipt { Number = 7 });
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(2ul, (await _sent.Next()).Number);
        await End(sending);
    }

    private TerminalSession Session()
    {
        var caller = new Caller(
            SessionId.New(), "cfd/e12", Role.Device, Engine.Agency, RealmId.Live, [Audience.Room], Engine, CancellationToken.None);
        // It reads nothing here: no unit has anything to do.
        var roster = new Roster(null!, _time, NullLogger.Instance);
        return new(new TerminalScreen(roster, caller, Engine), _ => ValueTask.FromResult(_time.GetUtcNow()), _time);
    }

    private async Task End(Task sending)
    {
        await _end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private sealed class Sent : IServerStreamWriter<TerminalResponse>
    {
        private readonly Channel<TerminalResponse> _messages = Channel.CreateUnbounded<TerminalResponse>();

        public WriteOptions? WriteOptions { get; set; }

        public int Waiting => _messages.Reader.Count;

        public Task WriteAsync(TerminalResponse message) => _messages.Writer.WriteAsync(message).AsTask();

        public Task WriteAsync(TerminalResponse message, CancellationToken cancellationToken) => WriteAsync(message);

        public async Task<TerminalResponse> Next() => await _messages.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
    }
}
