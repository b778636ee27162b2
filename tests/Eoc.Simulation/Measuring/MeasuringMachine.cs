using Dapper;
using Eoc.Emergency.Measuring;
using Eoc.Simulation.Running;
using Eoc.Simulation.Storing;
using Microsoft.Data.Sqlite;

namespace Eoc.Simulation.Measuring;

/// <summary>
/// The machine on which response times are measured and kept, versions in the transaction of the effect, in SQLite itself. Its store does not wait for the
/// disk: when the power goes it is again what it was some time before.
/// </summary>
internal sealed class MeasuringMachine : IDisposable
{
    private readonly World _world;
    private readonly SimulatedDatabase _database;
    private readonly Bugs _bugs;
    private readonly string _folder = Directory.CreateTempSubdirectory("eoc-simulation-").FullName;
    private readonly SqliteConnection _synced = new("Data Source=:memory:");

    public MeasuringMachine(World world, SimulatedDatabase database, Bugs bugs)
    {
        (_world, _database, _bugs) = (world, database, bugs);
        _synced.Open();
        Start();
        var disk = world.NewThread();
        disk.Start(() => SyncNowAndThen(new(world, disk, TimeSpan.Zero)));
    }

    /// <summary>Null while the machine is down.</summary>
    public MeasuringRun? Run { get; private set; }

    private string Kept => $"Data Source={Path.Combine(_folder, "emergency.db")}";

    public void Start() => Run ??= new(_world, _database, new(_folder, null));

    public void Kill()
    {
        Run?.Thread.Kill();
        Run = null;
    }

    public void CutPower()
    {
        Kill();
        using var kept = Open();
        var versions = _bugs.HasFlag(Bugs.VersionsOutliveEffects) ? Versions(kept) : [];
        _synced.BackupDatabase(kept);
        foreach (var (stream, version) in versions)
            kept.Execute("INSERT OR REPLACE INTO seen(realm, stream, version) VALUES ('live', @stream, @version)", new { stream, version });
    }

    /// <summary>Every response as it is kept: unit, times in microseconds.</summary>
    public IReadOnlyList<string> Responses()
    {
        using var kept = Open();
        return [.. kept.Query<string>("SELECT unit || ' ' || assignment || ' ' || dispatched_at || ' ' || coalesce(en_route_at, '-') || ' ' || coalesce(on_scene_at, '-') FROM responses")];
    }

    public void Dispose()
    {
        _synced.Dispose();
        using (var kept = Open()) SqliteConnection.ClearPool(kept);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What is kept at such a moment will be there after the power has gone.</summary>
    private async Task SyncNowAndThen(SimulatedTime time)
    {
        while (true)
        {
            await Task.Delay(_world.Between(1000, 60_000), time, CancellationToken.None);
            using var kept = Open();
            kept.BackupDatabase(_synced);
        }
    }

    private static List<(string Stream, long Version)> Versions(SqliteConnection kept) => [.. kept.Query<(string, long)>("SELECT stream, version FROM seen")];

    private SqliteConnection Open()
    {
        var kept = new SqliteConnection(Kept);
        kept.Open();
        return kept;
    }
}
