using System.Text;
using Eoc.Exercises.Replaying.Reading;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Eoc.Exercises.Tests;

/// <summary>Whatever is wrong is named by line and field, and no row is made of it.</summary>
public sealed class Refusing_a_call_history
{
    [Theory]
    [InlineData("On Scene DtTm", "01/01/2017 25:00:00 AM")]
    [InlineData("Received DtTm", "2017-13-01T00:00:00")]
    [InlineData("Received DtTm", "01/01/2017 12:00")]
    [InlineData("Available DtTm", "never")]
    [InlineData("Received DtTm", "")]
    [InlineData("Entry DtTm", "")]
    [InlineData("Dispatch DtTm", "")]
    [InlineData("Call Number", "")]
    [InlineData("Unit ID", "")]
    [InlineData("Call Type", "")]
    [InlineData("Unit ID", "a unit with a name of more than 32 letters")]
    [InlineData("Address", "turned \u202E round")]
    [InlineData("Address", "rung \u0007")]
    public void names_line_and_field_of_a_bad_cell(string column, string cell)
    {
        var (rows, problems) = Histories.ReadLines(Histories.Header, Histories.Row, Histories.RowWith(column, cell));

        Assert.Single(rows);
        Assert.Equal((3, column), (Assert.Single(problems).Line, problems[0].Field));
    }

    [Fact]
    public void names_a_time_that_the_zone_skips() =>
        Assert.Contains("never was in America/Los_Angeles", Only(Histories.ReadLines(Histories.Header, Histories.RowWith("Received DtTm", "03/12/2017 02:30:00 AM"))).What, StringComparison.Ordinal);

    [Fact]
    public void names_a_place_that_is_none() =>
        Assert.Equal("Location", Only(Histories.ReadLines(Histories.Header, Histories.Row.Replace("(37.74", "(97.74", StringComparison.Ordinal))).Field);

    [Theory]
    [InlineData("Call Number")]
    [InlineData("On Scene DtTm")]
    [InlineData("Available DtTm")]
    [InlineData("Call Final Disposition")]
    public void names_a_missing_column(string column)
    {
        var problem = Only(Histories.ReadLines(Histories.Header.Replace(column, "Something", StringComparison.Ordinal), Histories.Row));

        Assert.Equal(1, problem.Line);
        Assert.Contains(string.Concat(column.Where(char.IsAsciiLetter)).ToLowerInvariant(), problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void names_a_column_that_stands_there_twice() => Assert.Equal("Unit ID", Only(Histories.ReadLines(Histories.Header + ",unit_id", Histories.Row + ",E1")).Field);

    [Fact]
    public void names_the_line_of_half_a_row()
    {
        var half = Histories.Row[..(Histories.Row.Length / 2)];

        var (rows, problems) = Histories.ReadText($"{Histories.Header}\r\n{half}\r\n{Histories.Row}\r\n{half}");

        Assert.Single(rows);
        Assert.Equal([2L, 4L], problems.Select(problem => problem.Line));
        Assert.All(problems, problem => Assert.Contains("half a row", problem.What, StringComparison.Ordinal));
    }

    [Fact]
    public void names_the_line_on_which_an_open_quote_begins() =>
        Assert.Equal(2, Only(Histories.ReadText($"{Histories.Header}\r\n{Histories.RowWith("Address", "\"open")}\r\n{Histories.Row.Replace("\"", "", StringComparison.Ordinal)}")).Line);

    [Fact]
    public void names_the_field_that_is_not_utf8()
    {
        var latin = Encoding.Latin1.GetBytes($"{Histories.Header}\n{Histories.RowWith("Address", "Größe")}\n");

        Assert.Equal(new HistoryProblem(2, "Address", "not UTF-8; save the file as UTF-8"), Only(Histories.ReadBytes(latin)));
    }

    [Fact]
    public void names_an_empty_file() => Assert.Equal(1, Only(Histories.ReadText(string.Empty)).Line);

    [Fact]
    public void stops_after_twenty_problems() =>
        Assert.Equal(20, Histories.ReadLines([Histories.Header, .. Enumerable.Repeat("half,a,row", 100)]).Problems.Count);

    /// <summary>Wherever the end is lost, either nothing of the last row was lost or its line is named.</summary>
    [Property]
    public Property names_a_last_row_that_was_cut_anywhere() => Prop.ForAll(Gen.Choose(1, Histories.Row.Length - 1).ToArbitrary(), cut =>
    {
        var (rows, problems) = Histories.ReadText($"{Histories.Header}\n{Histories.Row}\n{Histories.Row[..cut]}");
        return rows.Count == 1 && problems.Count > 0 && problems[0].Line == 3;
    });

    private static HistoryProblem Only((IReadOnlyList<HistoryRow> Rows, IReadOnlyList<HistoryProblem> Problems) read)
    {
        Assert.Empty(read.Rows);
        return Assert.Single(read.Problems);
    }
}
