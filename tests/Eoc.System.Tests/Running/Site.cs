using Eoc.Contracts.Ids;
using Eoc.Journal;
using Eoc.Journal.Verifying;
using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Recording;
using Eoc.TestServers;
using Npgsql;

namespace Eoc.SystemTests.Running;

/// <summary>A centre in the cluster shape: its own PostgreSQL, its own RabbitMQ, and processes that find each other through them.</summary>
internal sealed class Site : ICentre, IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eoc-site-");

    private Site(PostgresServer database, RabbitServer broker) => (Database, Broker) = (database, broker);

    public PostgresServer Database { get; }

    public RabbitServer Broker { get; }

    public List<Member> Members { get; } = [];

    public IEnumerable<Member> Edges => Members.Where(member => member.HasEdge);

    public Crew Crew { get; private set; } = null!;

    /// <summary>Starts the servers, one process for each set of roles, and signs the crew in.</summary>
    public static async Task<Site> Open(params string[] roles)
    {
        var (database, broker) = (PostgresServer.StartPrivate(), RabbitServer.StartPrivate());
        var site = new Site(await database, await broker);
        try
        {
            await site.Start(roles);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public Task<JournalRecord> ReadJournal() => JournalRecord.FromPostgres(Database.ConnectionString);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> Verify()
    {
        var findings = new List<Finding>();
        foreach (var member in Members)
        {
            var report = await JournalVerification.Check(new JournalOptions { DataFolder = member.Data, Postgres = Database.ConnectionString }, RealmId.Live);
            findings.AddRange(report.Findings);
        }

        return findings;
    }

    /// <summary>The database, past every process.</summary>
    public NpgsqlDataSource OpenDatabase() => NpgsqlDataSource.Create(Database.ConnectionString);

    /// <summary>Everything runs again, whatever a test left.</summary>
    public async Task Heal()
    {
        foreach (var member in Members) await member.Start();
        foreach (var member in Members) await Ready(member, TimeSpan.FromMinutes(2));
    }

    public static async Task Ready(Member member, TimeSpan within)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.Holds($"{member.Name} is ready", within, async () =>
        {
            using var answer = await http.GetAsync(new Uri(member.Ports.WebAddress, "/readyz"));
            return answer.IsSuccessStatusCode ? null : $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}";
        });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in Members) await member.DisposeAsync();
        if (Crew is not null) Crew.Dispose();
        await Database.DisposeAsync();
        await Broker.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task Start(string[] roles)
    {
        foreach (var (index, role) in roles.Index()) Members.Add(Describe($"{index + 1}:{role}", role));
        await Task.WhenAll(Members.Select(member => member.Start()));
        await Heal();
        var password = Members.Select(member => member.AdministratorPassword).First(printed => printed is not null)!;
        Crew = await Crew.SignIn([.. Edges.Select(edge => edge.Ports.GrpcAddress)], password);
    }

    private Member Describe(string name, string roles)
    {
        var ports = Ports.Take();
        List<(string, string)> settings = [("EOC_JOURNAL", Database.ConnectionString), ("EOC_BUS", Broker.Uri.ToString())];
        if (roles.Contains("silo", StringComparison.Ordinal)) settings.Add(("EOC_SILO", FormattableString.Invariant($"127.0.0.1:{ports.Silo}")));
        var data = Path.Combine(_folder.FullName, name.Replace(':', '-').Replace(',', '-'));
        return new(name, data, ports, roles, [.. settings]);
    }
}
