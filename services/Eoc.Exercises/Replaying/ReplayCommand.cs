using Eoc.Exercises.Acting;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Eoc.Contracts.Ids;
using Eoc.Exercises.Replaying.Playing;
using Grpc.Core;
using Spectre.Console;

namespace Eoc.Exercises.Replaying;

/// <summary>
/// <c>replay FILE.csv --speed max --report out.json</c>: imports a call history and plays it through the public gRPC API into a realm of its own. It
/// leaves with 0 after the report, refusals or not: they are in it. A file that cannot be played, a realm in the way, a host that does not answer or
/// an interruption leave with 1 and say what to do.
/// </summary>
public static class ReplayCommand
{
    private static readonly Argument<FileInfo> File = new Argument<FileInfo>("file") { Description = "A DataSF \"Fire Department Calls for Service\" export, CSV." }.AcceptExistingOnly();

    private static readonly Option<double> Speed = new("--speed")
    {
        Description = "max, or realm seconds a second.", CustomParser = ReadSpeed, DefaultValueFactory = _ => double.PositiveInfinity, HelpName = "max|N",
    };

    private static readonly Option<FileInfo?> Report = new("--report") { Description = "Where the report is written, JSON; otherwise it is printed." };

    private static readonly Option<Uri?> Server = new("--server")
    {
        Description = "The gRPC address of a running host; otherwise one is started over EOC_DATA. Its administrator: EOC_ADMIN_NAME, EOC_ADMIN_PASSWORD or EOC_ADMIN_PASSWORD_FILE.",
        CustomParser = ReadServer,
    };

    private static readonly Option<RealmId?> Realm = new("--realm")
    {
        Description = "The realm's slug; otherwise replay- and eight digits of the file's hash.", CustomParser = result => ReadId<RealmId>(result),
    };

    private static readonly Option<TimeZoneInfo> Zone = new("--zone")
    {
        Description = "IANA zone of the file's local times.", CustomParser = ReadZone,
        DefaultValueFactory = _ => TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles"), HelpName = "America/Los_Angeles",
    };

    private static readonly Option<AgencyId> Agency = new("--agency")
    {
        Description = "The agency's slug.", CustomParser = result => ReadId<AgencyId>(result) ?? default, DefaultValueFactory = _ => AgencyId.Parse("sffd"),
        HelpName = "sffd",
    };

    private static readonly Option<bool> Resume = new("--resume") { Description = "Go on with an interrupted import; nothing is doubled." };

    /// <summary>The subcommand.</summary>
    /// <param name="startOwnHost">Starts a host when no server is named.</param>
    public static Command Create(StartActingHost startOwnHost)
    {
        var command = new Command("replay", "Play a recorded call history through the public API into a realm of its own, and report.")
        {
            File, Speed, Report, Server, Realm, Zone, Agency, Resume,
        };
        command.SetAction((parsed, cancellation) => Run(parsed, startOwnHost, cancellation));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, StartActingHost startOwnHost, CancellationToken cancellation)
    {
        var output = parsed.InvocationConfiguration.Output;
        var onTerminal = output == Console.Out && AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected;
        var options = Read(parsed);
        var replay = new Replay(options, startOwnHost, onTerminal ? new BarDisplay(AnsiConsole.Console) : new LineDisplay(output), TimeProvider.System);
        try
        {
            var report = await replay.Run(cancellation);
            if (options.Report is { } file) await report.Write(file.FullName, cancellation);
            await output.WriteLineAsync(report.ToString());
            return 0;
        }
        catch (Exception e) when (Words(e) is { } words)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(words);
            return 1;
        }
    }

    private static ReplayOptions Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(File), parsed.GetValue(Report), parsed.GetValue(Speed) is var speed && double.IsFinite(speed) ? speed : null, parsed.GetValue(Server), parsed.GetValue(Realm),
        parsed.GetRequiredValue(Zone), parsed.GetRequiredValue(Agency), parsed.GetValue(Resume));

    /// <summary>What went wrong, for the person who asked; null for a defect, which shows itself whole.</summary>
    private static string? Words(Exception e) => e switch
    {
        ReplayRefusedException => e.Message,
        OperationCanceledException => "Interrupted. Go on with --resume; nothing is doubled.",
        RpcException { StatusCode: StatusCode.Cancelled } => "Interrupted. Go on with --resume; nothing is doubled.",
        RpcException rpc => $"The host answered {rpc.StatusCode}: {rpc.Status.Detail} When it is well again go on with --resume; nothing is doubled.",
        IOException or UnauthorizedAccessException => e.Message,
        _ => null,
    };

    private static double ReadSpeed(ArgumentResult result)
    {
        var text = result.Tokens.Count == 0 ? "max" : result.Tokens[0].Value;
        if (text == "max") return double.PositiveInfinity;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && double.IsFinite(speed) && speed > 0) return speed;
        result.AddError($"--speed {text}: give max, or realm seconds a second, such as 60.");
        return default;
    }

    private static Uri? ReadServer(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var server) && server.Scheme is "http" or "https") return server;
        result.AddError($"--server {result.Tokens[0].Value}: give an address such as http://localhost:5081.");
        return null;
    }

    private static T? ReadId<T>(ArgumentResult result)
        where T : struct, IParsable<T>
    {
        if (T.TryParse(result.Tokens[0].Value, null, out var id)) return id;
        result.AddError($"{result.Tokens[0].Value}: give one to 32 of a-z, 0-9 and '-'.");
        return null;
    }

    private static TimeZoneInfo? ReadZone(ArgumentResult result)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(result.Tokens[0].Value, out var zone)) return zone;
        result.AddError($"--zone {result.Tokens[0].Value}: give an IANA zone such as America/Los_Angeles.");
        return null;
    }
}
