using Eoc.Contracts.Ids;
using Eoc.Journal;
using Eoc.Journal.Verifying;
using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Recording;

namespace Eoc.SystemTests.Running;

/// <summary>A centre in the embedded shape: one process, SQLite, the bus in memory.</summary>
internal sealed class EmbeddedCentre : ICentre, IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eoc-embedded-");

    private EmbeddedCentre((string Key, string Value)[] settings) => Process = new("embedded", _folder.FullName, Ports.Take(), "silo,edge,work", settings);

    public Member Process { get; }

    public Crew Crew { get; private set; } = null!;

    public static async Task<EmbeddedCentre> Open(params (string Key, string Value)[] settings)
    {
        var centre = new EmbeddedCentre(settings);
        await centre.Process.Start();
        centre.Crew = await Crew.SignIn([centre.Process.Ports.GrpcAddress], centre.Process.AdministratorPassword!);
        return centre;
    }

    /// <inheritdoc />
    public Task<JournalRecord> ReadJournal() => JournalRecord.FromSqlite(_folder.FullName);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> Verify() =>
        (await JournalVerification.Check(new JournalOptions { DataFolder = _folder.FullName }, RealmId.Live)).Findings;

    public async ValueTask DisposeAsync()
    {
        Crew?.Dispose();
        await Process.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
