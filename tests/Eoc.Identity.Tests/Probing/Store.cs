namespace Eoc.Identity.Tests.Probing;

/// <summary>An empty identity store of a test's own.</summary>
internal sealed class Store : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eoc-identity-");

    private Store(string? connection) => Connection = connection;

    public string? Connection { get; }

    public static async Task<Store> Create(Backend backend) => new(backend == Backend.Postgres ? await Postgres.NewDatabase() : null);

    public void Configure(IdentitySettings settings) => (settings.DataFolder, settings.ConnectionString) = (_folder.FullName, Connection);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}

public enum Backend
{
    Sqlite,
    Postgres,
}
