using System.Diagnostics.CodeAnalysis;

namespace Eoc.Contracts.Ids;

/// <summary>An agency, sovereign over its units, people and fields. A slug <c>[a-z0-9-]{1,32}</c>, such as <c>cpd</c>.</summary>
[GenerateSerializer, Immutable, Alias("eoc.agency-id")]
public readonly record struct AgencyId : IParsable<AgencyId>
{
    private AgencyId(string value) => Value = value;

    /// <summary>The slug itself.</summary>
    [Id(0)]
    public string Value { get; private init; }

    /// <inheritdoc />
    public static AgencyId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"\"{s}\" is no AgencyId: one to 32 of a-z, 0-9 and '-'.");

    /// <summary>Reads a slug of one to 32 of a-z, 0-9 and '-'.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AgencyId result)
    {
        var read = Slug.Is(s);
        result = read ? new(s!) : default;
        return read;
    }

    /// <summary>The slug.</summary>
    public override string ToString() => Value ?? string.Empty;
}
