using System.Text;
using Eoc.Exercises.Replaying.Reading;
using Eoc.TestData;

namespace Eoc.Exercises.Tests;

/// <summary>Call histories to read: small ones written here, and the files of the shared folder.</summary>
internal static class Histories
{
    public const string Header =
        "Call Number,Unit ID,Call Type,Received DtTm,Entry DtTm,Dispatch DtTm,Response DtTm,On Scene DtTm,Transport DtTm,Hospital DtTm,"
        + "Call Final Disposition,Available DtTm,Address,City,Final Priority,Unit Type,Location,RowID";

    public const string Row =
        "170010001,E39,Medical Incident,01/01/2017 12:00:00 AM,01/01/2017 12:01:00 AM,01/01/2017 12:02:00 AM,01/01/2017 12:03:00 AM,"
        + "01/01/2017 12:07:00 AM,,,Code 2 Transport,01/01/2017 12:30:00 AM,0 Block of BALCETA AVE,San Francisco,3,ENGINE,"
        + "\"(37.745858648581, -122.456664252061)\",170010001-E39";

    public static readonly TimeZoneInfo LosAngeles = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    /// <summary>Reads a file of these lines.</summary>
    public static (IReadOnlyList<HistoryRow> Rows, IReadOnlyList<HistoryProblem> Problems) ReadLines(params string[] lines) =>
        ReadText(string.Join("\r\n", lines) + "\r\n");

    public static (IReadOnlyList<HistoryRow> Rows, IReadOnlyList<HistoryProblem> Problems) ReadText(string text) => ReadBytes(Encoding.UTF8.GetBytes(text));

    public static (IReadOnlyList<HistoryRow> Rows, IReadOnlyList<HistoryProblem> Problems) ReadBytes(byte[] bytes) => Read(new MemoryStream(bytes));

    public static (IReadOnlyList<HistoryRow> Rows, IReadOnlyList<HistoryProblem> Problems) Read(Stream stream)
    {
        var reader = new CallHistoryReader(stream, new LocalTimes(LosAngeles));
        var rows = reader.Rows().ToList();
        return (rows, reader.Problems);
    }

    /// <summary>The week of the shared folder; the test is skipped where it is not there.</summary>
    public static IReadOnlyList<HistoryRow> Week()
    {
        using var stream = File.OpenRead(SharedData.Need(SharedData.Week));
        var (rows, problems) = Read(stream);
        Xunit.Assert.Empty(problems);
        return rows;
    }

    /// <summary>The row with one of its cells replaced.</summary>
    public static string RowWith(string column, string cell)
    {
        var columns = Header.Split(',').ToList();
        var cells = Row.Replace("\"(37.745858648581, -122.456664252061)\"", "#", StringComparison.Ordinal).Split(',');
        cells[columns.IndexOf(column)] = cell;
        return string.Join(',', cells).Replace("#", "\"(37.745858648581, -122.456664252061)\"", StringComparison.Ordinal);
    }
}
