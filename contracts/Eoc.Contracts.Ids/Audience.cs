using System.Diagnostics.CodeAnalysis;

namespace Eoc.Contracts.Ids;

/// <summary>
/// Who needs to know one facet of an entity: <c>room</c>, <c>agency:cpd</c>, <c>medical</c>, <c>law-enforcement-sensitive</c>,
/// <c>source-protected</c> or <c>grant:slug</c>. A viewer holds a set of labels and gets what bears one of them, nothing else.
/// </summary>
[GenerateSerializer, Immutable, Alias("eoc.audience")]
public readonly record struct Audience : IParsable<Audience>
{
    private Audience(string label) => Label = label;

    /// <summary>Everyone in the realm.</summary>
    public static readonly Audience Room = new("room");

    /// <summary>People who treat patients and who send them.</summary>
    public static readonly Audience Medical = new("medical");

    /// <summary>Sworn agencies.</summary>
    public static readonly Audience LawEnforcementSensitive = new("law-enforcement-sensitive");

    /// <summary>Those who protect the identity of a source.</summary>
    public static readonly Audience SourceProtected = new("source-protected");

    /// <summary>The label's text.</summary>
    [Id(0)]
    public string Label { get; private init; }

    /// <summary>One agency's own people.</summary>
    public static Audience Of(AgencyId agency) => new($"agency:{agency}");

    /// <summary>Those named in one grant.</summary>
    public static Audience Grant(string slug) => Parse($"grant:{slug}");

    /// <inheritdoc />
    public static Audience Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var audience) ? audience : throw new FormatException($"\"{s}\" is no audience label.");

    /// <summary>Reads a label; an unknown form is refused, never widened to the room.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Audience result)
    {
        var known = s is "room" or "medical" or "law-enforcement-sensitive" or "source-protected"
            || (s?.StartsWith("agency:", StringComparison.Ordinal) == true && Slug.Is(s.AsSpan(7)))
            || (s?.StartsWith("grant:", StringComparison.Ordinal) == true && Slug.Is(s.AsSpan(6)));
        result = known ? new(s!) : default;
        return known;
    }

    /// <summary>The label's text.</summary>
    public override string ToString() => Label ?? string.Empty;
}
