using System.Diagnostics.CodeAnalysis;

namespace Eoc.Contracts.Ids;

/// <summary>A universe of its own: <c>live</c>, <c>demo</c>, or the slug of an exercise or a replay. Nothing crosses from one realm to another.</summary>
[GenerateSerializer, Immutable, Alias("eoc.realm-id")]
public readonly record struct RealmId : IParsable<RealmId>
{
    private RealmId(string value) => Value = value;

    /// <summary>The one realm whose effects reach the world.</summary>
    public static readonly RealmId Live = new("live");

    /// <summary>The demonstration; starts empty each time.</summary>
    public static readonly RealmId Demo = new("demo");

    /// <summary>Whether this is the realm whose effects reach the world.</summary>
    public bool IsLive => this == Live;

    /// <summary>The slug itself.</summary>
    [Id(0)]
    public string Value { get; private init; }

    /// <inheritdoc />
    public static RealmId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"\"{s}\" is no RealmId: one to 32 of a-z, 0-9 and '-'.");

    /// <summary>Reads a slug of one to 32 of a-z, 0-9 and '-'.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RealmId result)
    {
        var read = Slug.Is(s);
        result = read ? new(s!) : default;
        return read;
    }

    /// <summary>The slug.</summary>
    public override string ToString() => Value ?? string.Empty;
}
