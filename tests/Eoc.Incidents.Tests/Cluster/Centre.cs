using Eoc.Contracts.Events;
using Eoc.Contracts.Grains;
using Eoc.Contracts.Grains.Calls;
using Eoc.Contracts.Grains.Incidents;
using Eoc.Contracts.Grains.Units;
using Eoc.Incidents.FollowingUp;
using Eoc.Incidents.Turns;
using Eoc.Journal;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Realms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

namespace Eoc.Incidents.Tests.Cluster;

/// <summary>A centre at work: two real silos over one SQLite journal in a folder of its own.</summary>
public sealed class Centre : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eoc-incidents-").FullName;
    private IHost _journalHost = null!;
    private InProcessTestCluster _cluster = null!;

    internal TroubledJournals Journals { get; private set; } = null!;

    internal IDeadlines Deadlines => _journalHost.Services.GetRequiredService<IDeadlines>();

    internal IRealmClocks Clocks => _journalHost.Services.GetRequiredService<IRealmClocks>();

    internal IGrainFactory Grains => _cluster.Client;

    internal int Silos => _cluster.Silos.Count;

    public async ValueTask InitializeAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddJournal(new() { DataFolder = _folder });
        builder.Services.AddSingleton<IFollowUpDelivery>(provider =>
            new GrainDelivery(_cluster.Client, provider.GetRequiredService<IRealmClocks>(), provider.GetRequiredService<ILogger<GrainDelivery>>()));
        _journalHost = builder.Build();
        Journals = new(_journalHost.Services.GetRequiredService<IJournals>());
        _cluster = Silo(Journals);
        await _cluster.DeployAsync();
        await _journalHost.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _journalHost.StopAsync();
        if (_journalHost is IAsyncDisposable host) await host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal IUnitGrain Unit(RealmId realm, UnitId unit) => Grains.GetGrain<IUnitGrain>(StreamId.Of(realm, unit).ToString());

    internal IIncidentGrain Incident(RealmId realm, IncidentId incident) => Grains.GetGrain<IIncidentGrain>(StreamId.Of(realm, incident).ToString());

    internal ICallGrain Call(RealmId realm, CallId call) => Grains.GetGrain<ICallGrain>(StreamId.Of(realm, call).ToString());

    /// <summary>The activation goes away, as it does when a silo is busy elsewhere.</summary>
    internal Task Deactivate(IAddressable grain) => _cluster.DeactivateAsync(grain);

    /// <summary>Everything that streams owed each other has been delivered.</summary>
    internal async Task Settled(RealmId realm)
    {
        var open = await _journalHost.Services.GetRequiredService<Eoc.Journal.Journals>().OpenRealmOf(realm);
        await open!.Courier.WhenIdle(TestContext.Current.CancellationToken);
    }

    /// <summary>A stream's facts in order.</summary>
    internal async Task<IReadOnlyList<Fact>> Record(StreamId stream)
    {
        var journal = await Journals.Find(stream.Realm);
        return [.. (await journal!.Read(stream, 0, TestContext.Current.CancellationToken)).Select(stored => stored.Fact!)];
    }

    private static InProcessTestCluster Silo(IJournals journals)
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureHost(host => host.Logging.ClearProviders());
        builder.ConfigureSilo((_, silo) => silo.Services.AddSingleton(TimeProvider.System).AddSingleton(journals).AddSingleton<Streams>());
        return builder.Build();
    }
}
