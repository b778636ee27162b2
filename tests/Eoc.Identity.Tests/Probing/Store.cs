namespace Eoc.Identity.Tests.Probing;

/// <summary>An empty identity store of a test's own.</summary>
internal sealed class Store : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eoc-identity-");

    private readonly bool _isOurs;

    private Store(string? connection, bool isOurs = true) => (Connection, _isOurs) = (connection, isOurs);

    public string? Connection { get; }

    public static async Task<Store> Create(Backend backend) => new(backend == Backend.Postgres ? await Postgres.NewDatabase() : null);

    /// <summary>In the first database of a server that goes with the test.</summary>
    public static Store On(string server) => new(server, isOurs: false);

    public void Configure(IdentitySettings settings) => (settings.DataFolder, settings.ConnectionString) = (_folder.FullName, Connection);

    public async ValueTask DisposeAsync()
    {
        if (Connection is not null && _isOurs) await Postgres.Drop(Connection);
        _folder.Delete(recursive: true);
    }
}

public enum Backend
{
    Sqlite,
    Postgres,
}
