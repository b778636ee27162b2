using Eoc.Benchmarks.Floors;
using Eoc.Benchmarks.Measuring;
using Eoc.Benchmarks.Ours;
using Eoc.TestServers;

namespace Eoc.Benchmarks;

/// <summary>Where the record is kept, and with it the floors: SQLite in a folder or a private PostgreSQL, with or without a disk that takes 2 ms.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eoc-bench-").FullName;
    private readonly PostgresServer? _postgres;
    private readonly RabbitServer? _rabbit;
    private readonly string? _shim;

    private Site(PostgresServer? postgres, RabbitServer? rabbit, string? shim) => (_postgres, _rabbit, _shim) = (postgres, rabbit, shim);

    public string Name => (_postgres is null ? "SQLite" : "PostgreSQL") + (_rabbit is null ? string.Empty : ", RabbitMQ") + (_shim is null ? string.Empty : ", fsync +2 ms");

    public string SaturatedFloorName => _postgres is null ? "bare single-row commits" : $"pgbench c={PgbenchClients}";

    public string ThroughputGoal => _shim is null ? ">= 0.5" : ">= 1.5";

    private int PgbenchClients => _shim is null ? 16 : 64;

    public static async Task<Site> Open(bool postgres, bool rabbit, bool slowDisk)
    {
        var shim = slowDisk ? await Shim.Build() : null;
        var broker = rabbit ? await RabbitServer.StartPrivate() : null;
        if (!postgres) return new(null, broker, shim);
        return new(shim is null ? await PostgresServer.StartPrivate() : await PostgresServer.StartPreloaded(shim), broker, shim);
    }

    public Task<BareCommit> Commit() => _postgres is null ? BareCommit.Sqlite(_folder) : BareCommit.Postgres(_postgres.ConnectionString);

    public Task<Centre> Centre()
    {
        var data = Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName;
        List<(string, string)> settings = [];
        if (_postgres is not null) settings.Add(("EOC_JOURNAL", _postgres.ConnectionString));
        else if (_shim is not null) settings.Add(("LD_PRELOAD", _shim));
        if (_rabbit is not null) settings.Add(("EOC_BUS", _rabbit.Uri.ToString()));
        return Ours.Centre.Start(data, [.. settings]);
    }

    public async Task<double> SaturatedFloor(TimeSpan duration)
    {
        if (_postgres is not null) return await Pgbench.Run(_postgres.ConnectionString, PgbenchClients, duration, _folder);
        await using var commit = await Commit();
        return (await Throughput.Of(1, _ => commit.Call(), duration)).PerSecond;
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null) await _postgres.DisposeAsync();
        if (_rabbit is not null) await _rabbit.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
