using System.Threading.Channels;
using Eoc.Journal.FollowingUp;

namespace Eoc.Journal.Tests.Backends;

/// <summary>Takes follow-ups, remembers them, and refuses while it is told to.</summary>
internal sealed class RecordedDeliveries : IFollowUpDelivery
{
    private readonly Channel<FollowUp> _offered = Channel.CreateUnbounded<FollowUp>();

    /// <summary>What becomes of an offer; taken when it returns.</summary>
    public Func<FollowUp, Task> Take { get; set; } = _ => Task.CompletedTask;

    public async Task Deliver(FollowUp followUp, CancellationToken cancellation)
    {
        _offered.Writer.TryWrite(followUp);
        await Take(followUp).WaitAsync(cancellation);
    }

    /// <summary>The next offer, whatever becomes of it.</summary>
    public async Task<FollowUp> Next() => await _offered.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public async Task<List<FollowUp>> Next(int count)
    {
        var offers = new List<FollowUp>();
        while (offers.Count < count) offers.Add(await Next());
        return offers;
    }

    public bool NothingMore => !_offered.Reader.TryPeek(out _);
}
