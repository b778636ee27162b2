using System.Data.Common;
using System.Threading.Channels;
using Eoc.Identity.Storing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eoc.Identity.Auditing;

/// <summary>
/// Writes refusals into the audit off the path of the call. What takes effect is written in the transaction of its effect instead. Equal entries of a
/// batch become one with a count, so that a flood cannot fill the store; what does not fit is counted and logged.
/// </summary>
internal sealed partial class AuditTrail(IDbContextFactory<IdentityDb> store, TimeProvider clock, ILogger<AuditTrail> logger) : BackgroundService
{
    private const int Room = 10_000;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(250);

    private readonly Channel<AuditNote> _notes = Channel.CreateBounded<AuditNote>(new BoundedChannelOptions(Room) { SingleReader = true });
    private int _lost;

    /// <summary>Keeps what was refused; never waits.</summary>
    public void Note(AuditNote note)
    {
        if (!_notes.Writer.TryWrite(note)) Interlocked.Increment(ref _lost);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _notes.Reader.WaitToReadAsync(stoppingToken))
            {
                await Task.Delay(Gathering, clock, stoppingToken);
                await Write();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Write(); // what was noted before the stop
        }
    }

    private async Task Write()
    {
        var now = clock.GetUtcNow();
        var counts = new Dictionary<AuditNote, int>();
        while (_notes.Reader.TryRead(out var note)) counts[note] = counts.GetValueOrDefault(note) + 1;
        if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost) LogLost(lost);
        try
        {
            await using var db = await store.CreateDbContextAsync();
            db.Audit.AddRange(counts.Select(pair => pair.Key.ToEntry(now, pair.Value)));
            await db.SaveChangesAsync();
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException or InvalidOperationException)
        {
            LogUnwritten(failure, counts.Values.Sum());
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Lost} audit entries did not fit and are lost")]
    private partial void LogLost(int lost);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} audit entries could not be written")]
    private partial void LogUnwritten(Exception failure, int count);
}
