using System.Net;
using Eoc.Host.Configuring;
using Eoc.Host.Demonstrating;
using Eoc.Host.Starting;
using Eoc.Identity;
using Eoc.Journal;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Eoc.Host.Running;

/// <summary>One process of the EOC, from its settings to its end.</summary>
internal static partial class Server
{
    public static async Task<int> Run(SettingsSource source, CancellationToken cancellation)
    {
        var settings = EocSettings.From(source);
        try
        {
            await Prepare(settings, cancellation);
            await using var app = Composition.Build(settings);
            // Opened here and not by the host, which would put a stack trace before the reason.
            await app.Services.TryJournal(cancellation);
            if (settings.Roles.HasFlag(ProcessRoles.Edge)) await app.Services.PrepareIdentity(cancellation);
            var isEmpty = await DemonstrationRun.BeginEmpty(app, settings, cancellation);
            await app.StartAsync(cancellation);
            Announce(app);
            LogServes(app.Logger, settings.Roles);
            await using var demonstration = DemonstrationRun.Start(app, isEmpty ? settings : settings with { Demo = null });
            await app.WaitForShutdownAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // Asked to end before it had begun.
        }

        return 0;
    }

    /// <summary>Everything that can be known to be missing before anything is begun.</summary>
    private static async Task Prepare(EocSettings settings, CancellationToken cancellation)
    {
        DataFolder.Prepare(settings.Data);
        PortsFree.Demand(settings);
        if (TlsPair.Load(settings)?.Remark(TimeProvider.System.GetUtcNow()) is { } remark) await Console.Out.WriteLineAsync(remark);
        if (settings.Journal is not { } journal) return;
        var database = new DatabaseWait(journal);
        await using var wait = new StartWait(settings, TimeProvider.System, cancellation);
        await wait.Until(database.Name, database.Refused);
        if (!settings.Clustered) return;
        await wait.Until(database.Name, database.NoMembership);
        if (!settings.Roles.HasFlag(ProcessRoles.Silo)) await wait.Until("a silo", database.NoSilo);
    }

    /// <summary>The addresses as they are, also when the system chose the ports.</summary>
    public static IReadOnlyList<Uri> Addresses(WebApplication app) =>
        [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address))];

    /// <summary>With a certificate both are one port.</summary>
    private static void Announce(WebApplication app)
    {
        var addresses = Addresses(app);
        Console.WriteLine($"console and gRPC-Web: {addresses[0]}");
        Console.WriteLine($"gRPC: {addresses[^1]}");
    }

    /// <summary>For those who read many processes' logs in one place; the console has the addresses.</summary>
    [LoggerMessage(Level = LogLevel.Information, Message = "This process serves as {Roles}")]
    private static partial void LogServes(ILogger logger, ProcessRoles roles);
}
