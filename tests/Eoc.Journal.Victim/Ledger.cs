using Eoc.Contracts.Ids;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Sessions;

namespace Eoc.Journal.Victim;

/// <summary>Where follow-ups take effect: one entry for each, whoever delivers it and however often.</summary>
public sealed class Ledger : IFollowUpDelivery
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<StreamId, StreamSession<Noted>> _sessions = [];

    /// <summary>Set when the journal is open; until then nothing is taken.</summary>
    public IJournal? Journal { get; set; }

    /// <inheritdoc />
    public async Task Deliver(FollowUp followUp, CancellationToken cancellation)
    {
        if (Journal is null) throw new InvalidOperationException("The journal is not open yet.");
        await _turn.WaitAsync(cancellation);
        try
        {
            if (!_sessions.TryGetValue(followUp.Target, out var session))
                session = _sessions[followUp.Target] = new(Journal, followUp.Target, Noted.Rules);
            await session.Execute(
                Writer.StampOf(followUp.Command), (_, _) => new Verdict<string>(new() { Facts = [Writer.Note("owed")] }, null), cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }
}
