using System.Security.Cryptography;
using Eoc.Contracts.Ids;
using Eoc.Exercises.Demonstrating;
using Eoc.Host.Configuring;
using Eoc.Journal;

namespace Eoc.Host.Demonstrating;

/// <summary>The demonstration beside a host that is alone: it begins with an empty record at each start, and ends with the host.</summary>
internal sealed class DemonstrationRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending;
    private readonly Task _playing;

    private DemonstrationRun(CancellationTokenSource ending, Task playing) => (_ending, _playing) = (ending, playing);

    /// <summary>
    /// Opens the record, here and not in the host's start, which would put a stack trace before the reason of a failure. Where no other process has it, what
    /// an earlier demonstration left is deleted, also when none begins now.
    /// </summary>
    public static async Task BeginEmpty(WebApplication app, EocSettings settings, CancellationToken cancellation)
    {
        var journals = app.Services.GetRequiredService<IJournals>();
        if (!settings.Alone || !(await journals.Realms(cancellation)).Contains(RealmId.Demo)) return;
        await journals.Delete(RealmId.Demo, cancellation);
    }

    /// <summary>Begins to play, where the settings say so.</summary>
    public static DemonstrationRun Start(WebApplication app, EocSettings settings)
    {
        var ending = CancellationTokenSource.CreateLinkedTokenSource(app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        return new(ending, settings.Demo is { } city ? Play(app, city, ending.Token) : Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _playing;
        _ending.Dispose();
    }

    private static Task Play(WebApplication app, string city, CancellationToken cancellation)
    {
        var demonstration = new Demonstration(
            new ThisHost(app), city, RandomNumberGenerator.GetInt32(int.MaxValue), app.Services.GetRequiredService<TimeProvider>(),
            app.Services.GetRequiredService<ILogger<Demonstration>>());
        return demonstration.Run(Welcome, cancellation);
    }

    /// <summary>The line by which whoever started the host looks at the demonstration.</summary>
    private static void Welcome(Uri link) => Console.WriteLine($"demonstration (opens once, within 15 minutes, from this machine): {link}");
}
