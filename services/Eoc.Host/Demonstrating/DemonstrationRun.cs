using System.Data.Common;
using System.Security.Cryptography;
using Eoc.Contracts.Ids;
using Eoc.Exercises.Demonstrating;
using Eoc.Host.Configuring;
using Eoc.Journal;

namespace Eoc.Host.Demonstrating;

/// <summary>The demonstration beside a host that is alone: it begins with an empty record at each start, anew when that has become long, and ends with the host.</summary>
internal sealed partial class DemonstrationRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending;
    private readonly Task _playing;

    private DemonstrationRun(CancellationTokenSource ending, Task playing) => (_ending, _playing) = (ending, playing);

    /// <summary>
    /// Opens the record, here and not in the host's start, which would put a stack trace before the reason of a failure. Where no other process has it, what
    /// an earlier demonstration left is deleted, also when none begins now.
    /// </summary>
    /// <returns>False when it could not be: the host goes on without a demonstration.</returns>
    public static async Task<bool> BeginEmpty(WebApplication app, EocSettings settings, CancellationToken cancellation)
    {
        var journals = app.Services.GetRequiredService<IJournals>();
        if (!settings.Alone || !(await journals.Realms(cancellation)).Contains(RealmId.Demo)) return true;
        try
        {
            await journals.Delete(RealmId.Demo, cancellation);
            return true;
        }
        catch (Exception failure) when (failure is DbException or IOException)
        {
            LogStays(app.Logger, failure);
            return false;
        }
    }

    /// <summary>Begins to play in an empty realm, where the settings say so.</summary>
    public static DemonstrationRun Start(WebApplication app, EocSettings settings)
    {
        var ending = CancellationTokenSource.CreateLinkedTokenSource(app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        return new(ending, settings.Demo is { } city ? Play(app, settings, city, ending.Token) : Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _playing;
        _ending.Dispose();
    }

    /// <summary>Plays one after the other.</summary>
    /// <param name="app">The host.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="make">Makes the next; told whether one was before it.</param>
    /// <param name="welcome">Called with the link of the first. Whoever opened it goes on in the others.</param>
    /// <param name="cancellation">Ends it.</param>
    internal static async Task Play(
        WebApplication app, EocSettings settings, Func<bool, Demonstration> make, Action<Uri> welcome, CancellationToken cancellation)
    {
        try
        {
            var again = false;
            while (await make(again).Run(again ? null : welcome, cancellation) && await BeginEmpty(app, settings, cancellation)) again = true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The next start finds what is left, and clears it away.
        }
    }

    private static Task Play(WebApplication app, EocSettings settings, string city, CancellationToken cancellation)
    {
        var (time, logger) = (app.Services.GetRequiredService<TimeProvider>(), app.Services.GetRequiredService<ILogger<Demonstration>>());
        return Play(
            app, settings, again => new(new ThisHost(app), city, RandomNumberGenerator.GetInt32(int.MaxValue), time, logger) { IsAnew = again }, Welcome, cancellation);
    }

    /// <summary>The line by which whoever started the host looks at the demonstration.</summary>
    private static void Welcome(Uri link) => Console.WriteLine($"demonstration (opens once, within 15 minutes, from this machine): {link}");

    [LoggerMessage(LogLevel.Error, "The demonstration's old record could not be cleared away, so it ends here; the rest of the system is not touched by it. It begins again with the next start.")]
    private static partial void LogStays(ILogger logger, Exception failure);
}
