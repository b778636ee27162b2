using Eoc.Contracts.Ids;
using Eoc.Journal;
using Eoc.Journal.Verifying;
using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Recording;

namespace Eoc.SystemTests.Running;

/// <summary>A centre in the embedded shape: one process, SQLite, the bus in memory.</summary>
internal sealed class EmbeddedCentre : ICentre, IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private EmbeddedCentre(DirectoryInfo folder, (string Key, string Value)[] settings) =>
        (_folder, Process) = (folder, new("embedded", folder.FullName, Ports.Take(), "silo,edge,work", settings));

    public Member Process { get; }

    public Crew Crew { get; private set; } = null!;

    public static Task<EmbeddedCentre> Open(params (string Key, string Value)[] settings) => OpenOn(Directory.CreateTempSubdirectory("eoc-embedded-"), settings);

    /// <summary>In a folder under this one, which goes with it.</summary>
    public static Task<EmbeddedCentre> OpenUnder(DirectoryInfo folder) => OpenOn(folder.CreateSubdirectory("site"), []);

    private static async Task<EmbeddedCentre> OpenOn(DirectoryInfo folder, (string Key, string Value)[] settings)
    {
        var centre = new EmbeddedCentre(folder, settings);
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
