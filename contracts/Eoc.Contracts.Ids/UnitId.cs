using System.Diagnostics.CodeAnalysis;

namespace Eoc.Contracts.Ids;

/// <summary>A unit (emergency resource) of one agency: <c>agency/slug</c>, such as <c>cfd/e12</c>. The call sign is a label, not the id.</summary>
[GenerateSerializer, Immutable, Alias("eoc.unit-id")]
public readonly record struct UnitId : IParsable<UnitId>
{
    private UnitId(AgencyId agency, string slug) => (Agency, Local) = (agency, slug);

    /// <summary>The agency the unit belongs to.</summary>
    [Id(0)]
    public AgencyId Agency { get; private init; }

    /// <summary>The unit's slug inside its agency.</summary>
    [Id(1)]
    public string Local { get; private init; }

    /// <inheritdoc />
    public static UnitId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"\"{s}\" is no UnitId: agency/unit, each one to 32 of a-z, 0-9 and '-'.");

    /// <summary>Reads <c>agency/slug</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UnitId result)
    {
        result = default;
        var slash = s?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash < 0 || !AgencyId.TryParse(s![..slash], provider, out var agency) || !Slug.Is(s.AsSpan(slash + 1))) return false;
        result = new(agency, s[(slash + 1)..]);
        return true;
    }

    /// <summary><c>agency/slug</c>.</summary>
    public override string ToString() => $"{Agency}/{Local}";
}
