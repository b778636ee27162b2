using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Eoc.Host.Clustering;

/// <summary>
/// Whether a process is to be sent work: it has joined and its journal answers. A broker that is away is named and no reason to turn anybody away:
/// commands are taken and the picture follows the journal.
/// </summary>
internal static class Readiness
{
    private const string Tag = "readiness";

    /// <summary>How MassTransit marks its own.</summary>
    private const string Bus = "masstransit";

    public static void AddReadiness(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks()
            .AddCheck<Membership>("membership", tags: [Tag])
            .AddCheck<JournalAnswers>("journal", tags: [Tag]);
        builder.Services.AddGrpcHealthChecks(health => health.Services.Map(string.Empty, check => check.Tags.Contains(Tag)));
    }

    public static void MapReadiness(this WebApplication app)
    {
        app.MapHealthChecks("/healthz", new() { ResponseWriter = WriteEach });
        app.MapHealthChecks("/readyz", new() { Predicate = check => check.Tags.Contains(Tag) || check.Tags.Contains(Bus), ResponseWriter = WriteEach });
    }

    /// <summary>A line for each check; for operators also what it says and what it names.</summary>
    private static Task WriteEach(HttpContext context, HealthReport report)
    {
        var lines = Disclosure.IsToOperator(context) ? report.Entries.SelectMany(Full) : report.Entries.Select(entry => $"{entry.Key}: {entry.Value.Status}");
        return context.Response.WriteAsync(string.Join('\n', lines.Prepend(report.Status.ToString())), context.RequestAborted);
    }

    private static IEnumerable<string> Full(KeyValuePair<string, HealthReportEntry> entry) => entry.Value.Data
        .Select(named => $"  {named.Key}: {named.Value}")
        .Prepend($"{entry.Key}: {entry.Value.Status} {entry.Value.Description}");
}
