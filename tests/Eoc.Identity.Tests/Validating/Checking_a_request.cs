using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.ServiceDefaults.Validating;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Eoc.Identity.Tests.Validating;

public sealed class Checking_a_request
{
    [Fact]
    public void gathers_every_violation_with_its_remedy()
    {
        var checks = new RequestChecks();
        checks.Text("title", "", 10);
        checks.In("header").Id<CommandId>("command_id", "1");
        checks.In("dispositions[2]").Id<AgencyId>("agency", "C P D");

        var failure = Assert.Throws<RpcException>(checks.Done);

        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        var violations = failure.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>().FieldViolations;
        Assert.Equal(["title", "header.command_id", "dispositions[2].agency"], violations.Select(violation => violation.Field));
        Assert.All(violations, violation => Assert.NotEmpty(violation.Description));
    }

    [Fact]
    public void without_a_violation_goes_on() => new RequestChecks().Done();

    [Theory]
    [InlineData("MEDIC-7", true)]
    [InlineData("Straße 1, 北京, 👩‍", false)] // ends in a joiner: invisible
    [InlineData("👍 ok", true)]
    [InlineData("M\u202EC1DE-7", false)]
    [InlineData("MED\u200BIC", false)]
    [InlineData("a\u2066b", false)]
    [InlineData("a\r\nERROR forged", false)]
    [InlineData("a\u001B[31m", false)]
    [InlineData("a\u0085b", false)]
    [InlineData("a\u2028b", false)]
    [InlineData("soft\u00ADhyphen", false)]
    [InlineData("\U000E0041", false)]
    [InlineData("   ", false)]
    [InlineData("'; DROP TABLE units; -- <script>", true)]
    public void takes_a_line_that_shows_all_it_holds(string text, bool good) => Assert.Equal(good, Clean(checks => checks.Text("f", text, 100)));

    [Theory]
    [InlineData("one\r\ntwo\tthree", true)]
    [InlineData("👩‍👩‍👧 and می‌خواهم", true)] // joiners that emoji and Persian need
    [InlineData("a\u202Eb", false)]
    [InlineData("a\0b", false)]
    [InlineData("a\u001Bb", false)]
    public void takes_a_narrative_of_many_lines(string text, bool good) => Assert.Equal(good, Clean(checks => checks.Text("f", text, 100, Lines.Many)));

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [InlineData(1_000_000, false)]
    public void counts_characters_and_not_code_units(int characters, bool good) =>
        Assert.Equal(good, Clean(checks => checks.Text("f", string.Concat(Enumerable.Repeat("👍", characters)), 10)));

    [Theory]
    [InlineData(41.9, -87.6, "")]
    [InlineData(double.NaN, 0, "finite")]
    [InlineData(41.9, double.PositiveInfinity, "finite")]
    [InlineData(0, 0, "without a fix")]
    [InlineData(-122.4, 37.8, "latitude comes first")]
    [InlineData(91, 200, "within ±90")]
    public void says_what_a_position_s_sender_most_likely_did(double latitude, double longitude, string remedy)
    {
        var checks = new RequestChecks();
        checks.Position("position", new LatLng { Latitude = latitude, Longitude = longitude });

        Assert.Equal(remedy.Length == 0, checks.Clean);
        if (remedy.Length > 0) Assert.Contains(remedy, Assert.Throws<RpcException>(checks.Done).GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>().FieldViolations[0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public void needs_a_position_that_must_be_there() => Assert.False(Clean(checks => checks.Position("f", null)));

    [Theory]
    [InlineData(1_480_000_000, 0, true)]
    [InlineData(0, 0, false)]
    [InlineData(-1, 0, false)]
    [InlineData(4_102_444_800, 0, false)]
    [InlineData(1_480_000_000, 1_000_000_000, false)]
    [InlineData(1_480_000_000, -1, false)]
    [InlineData(long.MaxValue, 0, false)]
    public void takes_times_that_a_clock_can_mean(long seconds, int nanos, bool good) =>
        Assert.Equal(good, Clean(checks => checks.Time("f", new Timestamp { Seconds = seconds, Nanos = nanos })));

    [Theory]
    [InlineData("018f3c1e-7b5a-7c3d-9e2f-1a2b3c4d5e6f", true)]
    [InlineData("00000000-0000-0000-0000-000000000000", false)]
    [InlineData("{018f3c1e-7b5a-7c3d-9e2f-1a2b3c4d5e6f}", false)]
    [InlineData("018f3c1e7b5a7c3d9e2f1a2b3c4d5e6f", false)]
    [InlineData(" 018f3c1e-7b5a-7c3d-9e2f-1a2b3c4d5e6", false)]
    [InlineData("", false)]
    public void takes_a_uuid_in_one_form(string text, bool good) => Assert.Equal(good, Clean(checks => checks.Id<CallId>("f", text)));

    [Theory]
    [InlineData("cfd/e12", true)]
    [InlineData("cfd", false)]
    [InlineData("cfd/e12/x", false)]
    [InlineData("CFD/E12", false)]
    public void takes_a_unit_with_its_agency(string text, bool good) => Assert.Equal(good, Clean(checks => checks.Id<UnitId>("f", text)));

    [Theory]
    [InlineData(RealmKind.Exercise, true)]
    [InlineData(RealmKind.Unspecified, false)]
    [InlineData((RealmKind)99, false)]
    public void takes_a_choice_that_is_one(RealmKind choice, bool good) => Assert.Equal(good, Clean(checks => checks.Choice("f", choice)));

    [Theory]
    [InlineData(double.NaN, false)]
    [InlineData(1000.1, false)]
    [InlineData(1000, true)]
    [InlineData(0, true)]
    public void takes_numbers_within_bounds(double number, bool good) => Assert.Equal(good, Clean(checks => checks.Number("f", number, 0, 1000)));

    [Fact]
    public void leaves_out_what_may_be_absent()
    {
        var checks = new RequestChecks();

        Assert.Null(checks.OptionalId<CallId>("a", ""));
        Assert.Null(checks.OptionalPosition("b", null));
        Assert.Null(checks.OptionalTime("c", null));
        Assert.Equal("", checks.OptionalText("d", "", 5));
        Assert.Equal(RealmKind.Unspecified, checks.OptionalChoice("e", RealmKind.Unspecified));
        checks.Done();
    }

    private static bool Clean(Action<RequestChecks> check)
    {
        var checks = new RequestChecks();
        check(checks);
        return checks.Clean;
    }
}
