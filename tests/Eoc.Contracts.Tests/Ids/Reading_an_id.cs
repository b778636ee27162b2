using System.Globalization;
using System.Text.Json;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Tests.Generating;
using FsCheck.Xunit;
using Xunit;

namespace Eoc.Contracts.Tests.Ids;

/// <summary>Ids come from outside, so their text is hostile until read; one thing has one text, or a stream would have two names.</summary>
public sealed class Reading_an_id
{
    private const string Uuid = "0190a4c2-5f3e-7b1a-8c2d-1234567890ab";

    /// <summary>Cyrillic and full-width look-alikes, an override of the writing direction, a path, a control character, one too long.</summary>
    public static TheoryData<string> HostileSlugs =>
    [
        "", " ", "A", "cpd ", " cpd", "CPD", "c_pd", "cpd\n", "cpd\0", "срd", "ｃｐｄ", "cpd\u202e", "..", "é", "cpd;--", "123456789012345678901234567890123",
    ];

    public static TheoryData<string> HostileStreams =>
    [
        "", "live", "live/call", "/call/" + Uuid, "live//" + Uuid, "live/calls/" + Uuid, "live/Call/" + Uuid, "LIVE/call/" + Uuid,
        "live/call/" + Uuid.ToUpperInvariant(), "live/call/{" + Uuid + "}", "live/call/" + Uuid.Replace("-", "", StringComparison.Ordinal),
        "live/call/00000000-0000-0000-0000-000000000000", "live/call/" + Uuid + "/", "live/unit/cfd", "live/unit/cfd/e12/x", "live/agency/cfd/e12",
    ];

    public static TheoryData<string> HostileLabels => ["", "Room", "everyone", "agency:", "agency:CPD", "grant:", "grant:a/b", "agency:cpd ", "room,medical", "*"];

    public static TheoryData<string> HostilePoints =>
        ["", "41.8", "41.8,-87.6,0", "NaN,1", "1,Infinity", "91,0", "0,181", "0,0", "41.8;-87.6", "-87.6298,1e9", "１,２"];

    [Theory]
    [MemberData(nameof(HostileSlugs))]
    public void refuses_hostile_text_as_a_slug(string text)
    {
        Assert.False(AgencyId.TryParse(text, null, out _));
        Assert.False(RealmId.TryParse(text, null, out _));
        Assert.False(CityId.TryParse(text, null, out _));
        Assert.False(UnitId.TryParse($"cfd/{text}", null, out _));
        Assert.False(UnitId.TryParse($"{text}/e12", null, out _));
        Assert.Throws<FormatException>(() => AgencyId.Parse(text));
        Assert.Throws<FormatException>(() => RealmId.Parse(text));
        Assert.Throws<FormatException>(() => UnitId.Parse($"{text}/e12"));
    }

    [Theory]
    [MemberData(nameof(HostileStreams))]
    public void refuses_every_other_text_of_a_stream(string text)
    {
        Assert.False(StreamId.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => StreamId.Parse(text));
    }

    [Theory]
    [MemberData(nameof(HostileLabels))]
    public void never_widens_an_unknown_label(string text) => Assert.False(Audience.TryParse(text, null, out _));

    [Theory]
    [MemberData(nameof(HostilePoints))]
    public void refuses_places_that_are_not_on_the_earth(string text) => Assert.False(GeoPoint.TryParse(text, null, out _));

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("0190a4c25f3e7b1a8c2d1234567890ab")]
    [InlineData("{0190a4c2-5f3e-7b1a-8c2d-1234567890ab}")]
    [InlineData(" 0190a4c2-5f3e-7b1a-8c2d-1234567890ab")]
    [InlineData("0190a4c2-5f3e-7b1a-8c2d-1234567890a")]
    [InlineData("")]
    public void refuses_what_is_no_uuid_in_its_usual_form(string text)
    {
        Assert.False(CallId.TryParse(text, null, out _));
        Assert.False(IncidentId.TryParse(text, null, out _));
        Assert.False(AssignmentId.TryParse(text, null, out _));
        Assert.False(CommandId.TryParse(text, null, out _));
        Assert.False(EventId.TryParse(text, null, out _));
        Assert.False(SessionId.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => CallId.Parse(text));
        Assert.Throws<FormatException>(() => CommandId.Parse(text));
    }

    [Property]
    public bool gives_back_what_was_written(int seed) =>
        Returns<AgencyId>(seed) && Returns<RealmId>(seed) && Returns<UnitId>(seed) && Returns<StreamId>(seed) && Returns<Audience>(seed)
        && Returns<GeoPoint>(seed) && Returns<CallId>(seed) && Returns<IncidentId>(seed) && Returns<AssignmentId>(seed)
        && Returns<CommandId>(seed) && Returns<EventId>(seed) && Returns<SessionId>(seed);

    [Property]
    public bool of_any_text_is_refused_or_names_what_that_text_says(string text) =>
        Canonical<AgencyId>(text) && Canonical<RealmId>(text) && Canonical<UnitId>(text) && Canonical<StreamId>(text) && Canonical<Audience>(text);

    [Property]
    public bool of_a_stream_with_one_letter_changed_is_refused_or_is_another_stream(int seed, int place, char letter)
    {
        var stream = (StreamId)new Generated(seed).Of(typeof(StreamId));
        var text = stream.ToString().ToCharArray();
        text[(int)((uint)place % text.Length)] = letter;
        var changed = new string(text);
        return !StreamId.TryParse(changed, null, out var read) || (read.ToString() == changed && (changed == stream.ToString()) == (read == stream));
    }

    [Property]
    public bool derived_from_the_same_parts_gives_the_same_id(string first, string second) =>
        DerivedId.From(first, second) == DerivedId.From(first, second)
        && DerivedId.From(first, second) != DerivedId.From(second, first + "x")
        && DerivedId.From(first, second).Version == 8;

    private static bool Returns<T>(int seed)
        where T : struct, IParsable<T>
    {
        var id = (T)new Generated(seed).Of(typeof(T));
        var text = Convert.ToString(id, CultureInfo.InvariantCulture);
        return T.TryParse(text, null, out var read) && read.Equals(id) && JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(id, WireJson.Options), WireJson.Options).Equals(id);
    }

    private static bool Canonical<T>(string text)
        where T : struct, IParsable<T> =>
        !T.TryParse(text, null, out var read) || read.ToString() == text;
}
