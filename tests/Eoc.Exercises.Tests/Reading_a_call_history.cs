using System.Text;
using Eoc.Contracts.Ids;
using Eoc.Exercises.Replaying.Reading;
using Eoc.Exercises.Reporting;
using Xunit;

namespace Eoc.Exercises.Tests;

public sealed class Reading_a_call_history
{
    [Fact]
    public void gives_each_row_with_its_times_in_utc()
    {
        var (rows, problems) = Histories.ReadLines(Histories.Header, Histories.Row);

        Assert.Empty(problems);
        var row = Assert.Single(rows);
        Assert.Equal((2, "170010001", "E39", "ENGINE"), (row.Line, row.Call, row.Unit, row.UnitType));
        Assert.Equal(new(2017, 1, 1, 8, 0, 0, TimeSpan.Zero), row.Stamps[Stamp.Received]);
        Assert.Equal(new(2017, 1, 1, 8, 30, 0, TimeSpan.Zero), row.Stamps[Stamp.Available]);
        Assert.Null(row.Stamps[Stamp.Transport]);
        Assert.Equal(
            new("Medical Incident", 1, "0 Block of BALCETA AVE, San Francisco", new GeoPoint(37.745858648581, -122.456664252061), "Code 2 Transport"),
            row.Description);
    }

    [Theory]
    [InlineData("CallNumber,UnitID,CallType,ReceivedDtTm,EntryDtTm,DispatchDtTm,ResponseDtTm,OnSceneDtTm,TransportDtTm,HospitalDtTm,CallFinalDisposition,AvailableDtTm,Address,City,FinalPriority,UnitType,Location,RowID")]
    [InlineData("call_number,unit_id,call_type,received_dttm,entry_dttm,dispatch_dttm,response_dttm,on_scene_dttm,transport_dttm,hospital_dttm,call_final_disposition,available_dttm,address,city,final_priority,unit_type,case_location,rowid")]
    public void knows_the_columns_by_the_names_of_other_years(string header) =>
        Assert.Equal(Histories.ReadLines(Histories.Header, Histories.Row).Rows.Single(), Assert.Single(Histories.ReadLines(header, Histories.Row).Rows), SameRow);

    [Fact]
    public void ignores_columns_that_nobody_uses()
    {
        var (rows, problems) = Histories.ReadLines($"Neighborhooods - Analysis Boundaries,{Histories.Header},data_as_of", $"West of Twin Peaks,{Histories.Row},2024");

        Assert.Empty(problems);
        Assert.Single(rows);
    }

    [Theory]
    [InlineData("2017-01-01T00:00:00")]
    [InlineData("2017-01-01T00:00:00.000")]
    [InlineData("2017/01/01 12:00:00 AM")]
    public void knows_the_time_formats_of_other_exports(string received) =>
        Assert.Equal(new(2017, 1, 1, 8, 0, 0, TimeSpan.Zero), Histories.ReadLines(Histories.Header, Histories.RowWith("Received DtTm", received)).Rows.Single().Stamps[Stamp.Received]);

    [Fact]
    public void knows_a_place_in_well_known_text() =>
        Assert.Equal(new GeoPoint(37.5, -122.25), Histories.ReadLines(
            Histories.Header, Histories.Row.Replace("(37.745858648581, -122.456664252061)", "POINT (-122.25 37.5)", StringComparison.Ordinal)).Rows.Single().Description.Position);

    [Fact]
    public void takes_a_byte_order_mark_blank_lines_and_bare_line_feeds()
    {
        var (rows, problems) = Histories.ReadBytes([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"{Histories.Header}\n\n{Histories.Row}\n\n")]);

        Assert.Empty(problems);
        Assert.Equal(3, Assert.Single(rows).Line);
    }

    [Fact]
    public void takes_a_formula_for_the_text_it_is() =>
        Assert.Equal("=cmd|' /C calc'!A0, San Francisco", Histories.ReadLines(Histories.Header, Histories.RowWith("Address", "=cmd|' /C calc'!A0")).Rows.Single().Description.Place);

    [Fact]
    public void takes_commas_quotes_and_letters_beyond_ascii() =>
        Assert.Equal("12 \"Größe\", Ñ, San Francisco", Histories.ReadLines(Histories.Header, Histories.RowWith("Address", "\"12 \"\"Größe\"\", Ñ\"")).Rows.Single().Description.Place);

    [Fact]
    public void takes_the_first_of_an_hour_that_comes_twice_and_flags_it()
    {
        var row = Histories.ReadLines(Histories.Header, Histories.RowWith("Available DtTm", "11/05/2017 01:30:00 AM")).Rows.Single();

        Assert.Equal(new(2017, 11, 5, 8, 30, 0, TimeSpan.Zero), row.Stamps[Stamp.Available]);
        Assert.Equal([Stamp.Available], row.CameTwice);
    }

    /// <summary>Lists in a record are compared by reference, so the comparison leaves the empty one out.</summary>
    private static bool SameRow(HistoryRow left, HistoryRow right) => left with { CameTwice = right.CameTwice } == right;
}
