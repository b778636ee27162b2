using System.Net;
using Eoc.Host.Clustering;
using Eoc.Host.Configuring;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Eoc.Host.Running;

/// <summary>One process of the EOC, from its settings to its end.</summary>
internal static class Server
{
    public static async Task<int> Run(SettingsSource source, CancellationToken cancellation)
    {
        var settings = EocSettings.From(source);
        await PrepareDatabase(settings, cancellation);
        await using var app = Composition.Build(settings);
        await app.StartAsync(cancellation);
        Announce(app);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private static async Task PrepareDatabase(EocSettings settings, CancellationToken cancellation)
    {
        if (settings.Journal is not { } journal) return;
        await DatabaseWait.UntilItAnswers(journal, TimeProvider.System, cancellation);
        if (settings.Clustered) await MembershipTable.Ensure(journal, cancellation);
    }

    /// <summary>The addresses as they are, also when the system chose the ports.</summary>
    public static IReadOnlyList<Uri> Addresses(WebApplication app) =>
        [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address))];

    private static void Announce(WebApplication app)
    {
        string[] names = ["console and gRPC-Web", "gRPC"];
        foreach (var (name, address) in names.Zip(Addresses(app))) Console.WriteLine($"{name}: {address}");
    }
}
