using System.Diagnostics.CodeAnalysis;

namespace Eoc.Contracts.Ids;

/// <summary>One sign-in of one account, listed and revoked by this id. Not a secret: the token is.</summary>
[GenerateSerializer, Immutable, Alias("eoc.session-id")]
public readonly record struct SessionId([property: Id(0)] Guid Value) : IParsable<SessionId>
{
    /// <summary>A new id, ordered by time (UUID version 7).</summary>
    public static SessionId New() => new(Guid.CreateVersion7());

    /// <inheritdoc />
    public static SessionId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"\"{s}\" is no SessionId: a UUID in its 36-character form, not all zeros.");

    /// <summary>Reads the form that <see cref="ToString" /> writes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SessionId result)
    {
        var read = Guid.TryParseExact(s, "D", out var value) && s!.Length == 36 && value != Guid.Empty;
        result = new(value);
        return read;
    }

    /// <summary>The 36-character lower-case form of RFC 9562.</summary>
    public override string ToString() => Value.ToString("D");
}
