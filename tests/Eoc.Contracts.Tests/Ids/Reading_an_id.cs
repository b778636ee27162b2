using Eoc.Contracts.Ids;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Eoc.Contracts.Tests.Ids;

/// <summary>Ids come from outside, so their text is hostile until read; one thing has one text, or a stream would have two names.</summary>
public sealed class Reading_an_id
{
    private static readonly string[] Hostile =
    [
        "", " ", "/", "A", "cpd ", " cpd", "CPD", "c_pd", "cpd/", "/e12", "a/b/c", "cpd\n", "cpd\0", "срd", "ｃｐｄ", "cpd‮", "../x", "é",
        "123456789012345678901234567890123", "a/123456789012345678901234567890123",
    ];

    public static TheoryData<string> HostileTexts => [.. Hostile];

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void refuses_hostile_text_as_a_slug(string text)
    {
        Assert.False(AgencyId.TryParse(text, null, out _));
        Assert.False(RealmId.TryParse(text, null, out _));
        Assert.False(UnitId.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => RealmId.Parse(text));
    }
}
