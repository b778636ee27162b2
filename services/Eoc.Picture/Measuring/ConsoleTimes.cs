using System.Globalization;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.ServiceDefaults.Validating;

namespace Eoc.Picture.Measuring;

/// <summary>Reads what a console tells: so many and so old that a lying one can fill no trace, and nothing in the future by its very form.</summary>
internal static class ConsoleTimes
{
    private const int Most = 32;
    private const int LongestName = 200;
    private const uint Oldest = 120_000_000;

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT naming every field that is wrong.</exception>
    public static RealmId Read(ReportTimesRequest request)
    {
        var checks = new RequestChecks();
        var realm = checks.Id<RealmId>("realm", request.Realm);
        checks.Count("answered", request.Answered.Count, 0, Most);
        checks.Count("drawn", request.Drawn.Count, 0, Most);
        foreach (var (at, command) in request.Answered.Take(Most).Index()) Read(checks.In(Indexed("answered", at)), command);
        foreach (var (at, frame) in request.Drawn.Take(Most).Index()) Read(checks.In(Indexed("drawn", at)), frame);
        checks.Done();
        return realm;
    }

    private static void Read(RequestChecks checks, AnsweredCommand command)
    {
        checks.Id<CommandId>("command_id", command.CommandId);
        Read(checks, ("pressed_ago_us", command.PressedAgoUs), ("answered_ago_us", command.AnsweredAgoUs));
    }

    private static void Read(RequestChecks checks, DrawnFrame frame)
    {
        checks.Text("channel", frame.Channel, LongestName);
        Read(checks, ("arrived_ago_us", frame.ArrivedAgoUs), ("drawn_ago_us", frame.DrawnAgoUs));
    }

    private static void Read(RequestChecks checks, (string Field, uint Ago) began, (string Field, uint Ago) ended)
    {
        if (began.Ago > Oldest) checks.Violate(began.Field, "give at most 120,000,000 microseconds");
        if (ended.Ago > began.Ago) checks.Violate(ended.Field, $"give at most {began.Field}: nothing ends before it begins");
    }

    private static string Indexed(string field, int at) => string.Create(CultureInfo.InvariantCulture, $"{field}[{at}]");
}
