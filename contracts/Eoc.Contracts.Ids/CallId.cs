using System.Diagnostics.CodeAnalysis;

namespace Eoc.Contracts.Ids;

/// <summary>A call: one contact with the answering point. Made by the caller.</summary>
[GenerateSerializer, Immutable, Alias("eoc.call-id")]
public readonly record struct CallId([property: Id(0)] Guid Value) : IParsable<CallId>
{
    /// <summary>A new id, ordered by time (UUID version 7).</summary>
    public static CallId New() => new(Guid.CreateVersion7());

    /// <inheritdoc />
    public static CallId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"\"{s}\" is no CallId: a UUID in its 36-character form, not all zeros.");

    /// <summary>Reads the form that <see cref="ToString" /> writes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CallId result)
    {
        var read = Guid.TryParseExact(s, "D", out var value) && s!.Length == 36 && value != Guid.Empty;
        result = new(value);
        return read;
    }

    /// <summary>The 36-character lower-case form of RFC 9562.</summary>
    public override string ToString() => Value.ToString("D");
}
