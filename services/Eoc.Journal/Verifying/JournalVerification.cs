using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Journal.Postgres;
using Eoc.Journal.Sqlite;
using Eoc.Journal.Witnessing;

namespace Eoc.Journal.Verifying;

/// <summary>
/// Checks that the record is what was written: every entry against its stream's chain and its commit's, both against the witness. It only reads, takes no
/// lock, and may run beside the process that writes.
/// </summary>
public static class JournalVerification
{
    /// <summary>Checks every realm there is, live first.</summary>
    /// <exception cref="JournalUnavailableException">The store does not answer.</exception>
    public static async IAsyncEnumerable<VerificationReport> CheckAll(JournalOptions options)
    {
        foreach (var realm in (await Realms(options)).OrderByDescending(realm => realm.IsLive)) yield return await Check(options, realm);
    }

    /// <summary>Checks one realm.</summary>
    /// <exception cref="JournalUnavailableException">The store does not answer.</exception>
    public static async Task<VerificationReport> Check(JournalOptions options, RealmId realm)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        // Before the store: what is witnessed while the store is read must not look missing.
        var witnessed = WitnessReading.Read(options.DataFolder, realm, findings.Add);
        await using var connections = options.Postgres is { } postgres ? new PostgresConnections(postgres) : null;
        await using IJournalAudit audit = connections is null
            ? new SqliteAudit(realm, SqliteBackend.FileOf(SqliteBackend.FolderIn(options.DataFolder), realm))
            : await PostgresAudit.Open(realm, connections);
        return await Check(audit, witnessed, findings);
    }

    /// <summary>Checks what an audit shows against what was witnessed of it.</summary>
    internal static async Task<VerificationReport> Check(IJournalAudit audit, Witnessed witnessed, ImmutableArray<Finding>.Builder findings)
    {
        var streams = await CheckStreams(audit, witnessed, findings.Add);
        var commits = await CheckCommits(audit, witnessed, findings.Add);
        return new(audit.Realm, streams.Entries, commits.Commits, [.. findings.DistinctBy(finding => (finding.Kind, finding.Where, finding.Number))], witnessed.Until, streams.NotWitnessed);
    }

    private static async Task<StreamCheck> CheckStreams(IJournalAudit audit, Witnessed witnessed, Action<Finding> report)
    {
        var check = new StreamCheck(witnessed, report);
        await foreach (var entry in audit.Entries()) check.Next(entry);
        await foreach (var head in audit.Heads()) check.Head(head);
        check.End();
        return check;
    }

    private static async Task<CommitCheck> CheckCommits(IJournalAudit audit, Witnessed witnessed, Action<Finding> report)
    {
        var check = new CommitCheck(witnessed, report);
        await foreach (var commit in audit.Commits()) check.Next(commit);
        await foreach (var (writer, number) in audit.CommitsMissing()) check.Missing(writer, number);
        check.End();
        return check;
    }

    private static async Task<IReadOnlyList<RealmId>> Realms(JournalOptions options)
    {
        if (options.Postgres is null) return SqliteBackend.RealmsIn(SqliteBackend.FolderIn(options.DataFolder));
        await using var backend = new PostgresBackend(options.Postgres);
        return await backend.Realms(CancellationToken.None);
    }
}
