using System.Globalization;
using Eoc.SystemTests.Running;
using Npgsql;

namespace Eoc.SystemTests.Starting;

/// <summary>One process of a cluster, and what can be asked about it.</summary>
internal static class Given
{
    public static Member Member(string database, Uri broker)
    {
        var ports = Ports.Take();
        return new(
            "alone", Directory.CreateTempSubdirectory("eoc-member-").FullName, ports, "silo,edge,work",
            [("EOC_JOURNAL", database), ("EOC_BUS", broker.ToString()), ("EOC_SILO", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{ports.Silo}"))]);
    }

    /// <summary>A process that needs another's silo.</summary>
    public static Member Edge(string database, Uri broker) => new(
        "edge", Directory.CreateTempSubdirectory("eoc-edge-").FullName, Ports.Take(), "edge", [("EOC_JOURNAL", database), ("EOC_BUS", broker.ToString())]);

    /// <summary>What <c>/readyz</c> says of a process that listens already and is not ready.</summary>
    public static async Task<string> NotReady(Member member)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        return await Eventually.Get("/readyz answers 503", TimeSpan.FromSeconds(60), async () =>
        {
            using var answer = await http.GetAsync(new Uri(member.Ports.WebAddress, "/readyz"));
            return answer.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable ? await answer.Content.ReadAsStringAsync() : null;
        });
    }

    /// <summary>Waits until the process's own report on its parts contains a text.</summary>
    public static async Task Health(Member member, string text, TimeSpan within)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.Holds($"/healthz says {text}", within, async () =>
        {
            using var answer = await http.GetAsync(new Uri(member.Ports.WebAddress, "/healthz"));
            var report = await answer.Content.ReadAsStringAsync();
            return report.Contains(text, StringComparison.Ordinal) ? null : report;
        });
    }

    /// <summary>What the cluster's members are, as Orleans writes it: 3 is active, 6 is dead.</summary>
    public static async Task<List<string>> Statuses(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("SELECT status FROM orleans.membership ORDER BY port");
        await using var reader = await command.ExecuteReaderAsync();
        var statuses = new List<string>();
        while (await reader.ReadAsync()) statuses.Add(reader.GetInt32(0).ToString(CultureInfo.InvariantCulture));
        return statuses;
    }
}
