using System.Threading.Channels;
using Eoc.Contracts.Events;
using Eoc.Journal.Relaying;

namespace Eoc.Journal.Tests.Backends;

/// <summary>A bus that keeps what it confirmed, and confirms nothing while it is away.</summary>
internal sealed class RecordedBus : IFactPublisher
{
    private readonly Channel<FactsPublished> _confirmed = Channel.CreateUnbounded<FactsPublished>();
    private readonly Channel<FactsPublished> _beats = Channel.CreateUnbounded<FactsPublished>();

    public bool IsAway { get; set; }

    public int Refused { get; private set; }

    public Task Publish(FactsPublished facts, CancellationToken cancellation)
    {
        if (IsAway)
        {
            Refused++;
            throw new InvalidOperationException("The broker is away.");
        }

        (facts.Facts.IsEmpty ? _beats : _confirmed).Writer.TryWrite(facts);
        return Task.CompletedTask;
    }

    public async Task<FactsPublished> Next() =>
        await _confirmed.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public async Task<FactsPublished> NextBeat() =>
        await _beats.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Messages until so many facts have come.</summary>
    public async Task<List<FactsPublished>> Next(int facts)
    {
        var messages = new List<FactsPublished>();
        while (messages.Sum(message => message.Facts.Length) < facts) messages.Add(await Next());
        return messages;
    }

    public bool NothingMore => !_confirmed.Reader.TryPeek(out _);
}
