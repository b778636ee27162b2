using Eoc.Contracts.Ids;
using Eoc.Journal.FallingDue;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Postgres;
using Eoc.Journal.Realms;
using Eoc.Journal.Relaying;
using Eoc.Journal.Sqlite;
using Eoc.Journal.Witnessing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eoc.Journal;

/// <summary>Puts the journal into a process.</summary>
public static class JournalHosting
{
    /// <summary>
    /// Registers <see cref="IJournals" />, <see cref="IRealmClocks" />, <see cref="IRelays" /> and <see cref="IDeadlines" />. Follow-ups and deadlines are delivered
    /// through the <see cref="IFollowUpDelivery" /> that the process registers, commits are published through its <see cref="IFactPublisher" />; both are
    /// asked for when they are first needed. The time comes from a
    /// registered <see cref="TimeProvider" />, else from the system.
    /// </summary>
    /// <exception cref="JournalUnavailableException">At the start: the data folder is used by another process, or the database could lose what it acknowledges.</exception>
    public static IHostApplicationBuilder AddJournal(this IHostApplicationBuilder builder, JournalOptions options)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IJournalBackend>(_ =>
            options.Postgres is { } postgres ? new PostgresBackend(postgres) : new SqliteBackend(SqliteBackend.FolderIn(options.DataFolder)));
        services.AddSingleton(provider => new PersistentDelivery(
            provider.GetService<IFollowUpDelivery>, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PersistentDelivery>>()));
        services.AddSingleton(Publishing);
        services.AddSingleton(provider => new Witness(
            options.DataFolder, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Witness>>()));
        services.AddSingleton<Outlets>();
        services.AddSingleton(provider => new Journals(
            provider.GetRequiredService<IJournalBackend>(), provider.GetRequiredService<Outlets>(), provider.GetRequiredService<TimeProvider>(), provider.GetServices<IRealmKeeper>));
        services.AddSingleton<IJournals>(provider => provider.GetRequiredService<Journals>());
        services.AddSingleton<IRelays>(provider => provider.GetRequiredService<Journals>());
        services.AddSingleton<IDeadlines>(provider => provider.GetRequiredService<Journals>());
        services.AddSingleton<IRealmClocks>(provider => provider.GetRequiredService<Journals>().Clocks);
        services.AddHostedService<JournalStart>();
        return builder;
    }

    /// <summary>Opens the live record once and closes it, so that a reason against it is known before anything runs.</summary>
    /// <exception cref="JournalUnavailableException">As at the start; or a newer version of this program made it.</exception>
    public static async Task TryJournal(this IServiceProvider services, CancellationToken cancellation)
    {
        await using var store = await services.GetRequiredService<IJournalBackend>().Open(RealmId.Live, create: false, cancellation);
    }

    /// <summary>The bus is asked for once: the relay outlives the container's last answer.</summary>
    private static PersistentPublishing Publishing(IServiceProvider provider)
    {
        var bus = new Lazy<IFactPublisher?>(provider.GetService<IFactPublisher>);
        return new(() => bus.Value, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PersistentPublishing>>());
    }

    /// <summary>Opens what is there before anything is asked of it; at the end the relay stops before the container it gets the bus from.</summary>
    private sealed class JournalStart(Journals journals) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => journals.OpenAll(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => journals.FinishRelaying(cancellationToken);
    }
}
