using System.Text;
using Eoc.Exercises.Replaying.Reading;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Eoc.Exercises.Tests;

public sealed class Reading_csv_records
{
    private static readonly Gen<string[][]> Tables =
        Gen.Elements("", "a", "\"", ",", "\n", "\r\n", "ä", "x y", "=1+1").ArrayOf().Select(string.Concat).NonEmptyListOf().Select(row => row.ToArray())
            .NonEmptyListOf().Select(rows => rows.Where(row => row.Length > 1 || row[0].Length > 0).ToArray());

    [Property]
    public Property gives_back_what_was_quoted_by_the_book() => Prop.ForAll(Tables.ToArbitrary(), table =>
    {
        var text = string.Concat(table.Select(row => string.Join(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n"));
        var read = Read(text, out var fault);
        return fault is null && read.Length == table.Length && read.Zip(table).All(pair => pair.First.SequenceEqual(pair.Second));
    });

    [Theory]
    [InlineData("a,b\"c\n", 1, "quote inside text")]
    [InlineData("a\n\"b\"c\n", 2, "after the closing quote")]
    [InlineData("a\rb\n", 1, "without a line feed")]
    [InlineData("\"a\nb\"\nc,\"d", 3, "ends inside a quoted field")]
    public void names_the_line_of_a_fault(string text, long line, string what)
    {
        Read(text, out var fault);

        Assert.Equal(line, fault!.Line);
        Assert.Contains(what, fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void gives_up_on_a_quote_that_never_closes_before_it_holds_the_whole_file()
    {
        Read("a,\"" + new string('x', 3 << 20), out var fault);

        Assert.Contains("longer than 1 MB", fault!.What, StringComparison.Ordinal);
    }

    private static string[][] Read(string text, out CsvFault? fault)
    {
        var records = new CsvRecords(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        var read = new List<string[]>();
        while (records.Read()) read.Add([.. Enumerable.Range(0, records.Count).Select(field => Encoding.UTF8.GetString(records.Field(field)))]);
        fault = records.Fault;
        return [.. read];
    }
}
