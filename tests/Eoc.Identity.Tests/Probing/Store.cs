namespace Eoc.Identity.Tests.Probing;

/// <summary>An empty identity store of a test's own.</summary>
internal sealed class Store : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eoc-identity-");

    private Store(string? connection) => Connection = connection;

    public string? Connection { get; }

    public static async Task<Store> Create(Backend backend) => new(backend == Backend.Postgres ? await Postgres.NewDatabase() : null);

    public void Configure(IdentitySettings settings) => (settings.DataFolder, settings.ConnectionString) = (_folder.FullName, Connection);

    public async ValueTask DisposeAsync()
    {
        if (Connection is not null) await Postgres.Drop(Connection);
        _folder.Delete(recursive: true);
    }
}

public enum Backend
{
    Sqlite,
    Postgres,
}
