using System.Diagnostics.CodeAnalysis;

namespace Eoc.Contracts.Ids;

/// <summary>A city pack, by the name of its folder: a slug <c>[a-z0-9-]{1,32}</c>, such as <c>demo-chicago</c>.</summary>
[GenerateSerializer, Immutable, Alias("eoc.city-id")]
public readonly record struct CityId : IParsable<CityId>
{
    private CityId(string value) => Value = value;

    /// <summary>The slug itself.</summary>
    [Id(0)]
    public string Value { get; private init; }

    /// <inheritdoc />
    public static CityId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"\"{s}\" is no CityId: one to 32 of a-z, 0-9 and '-'.");

    /// <summary>Reads a slug of one to 32 of a-z, 0-9 and '-'.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CityId result)
    {
        var read = Slug.Is(s);
        result = read ? new(s!) : default;
        return read;
    }

    /// <summary>The slug.</summary>
    public override string ToString() => Value ?? string.Empty;
}
