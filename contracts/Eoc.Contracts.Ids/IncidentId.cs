using System.Diagnostics.CodeAnalysis;

namespace Eoc.Contracts.Ids;

/// <summary>An incident: one event in the world, however many calls report it. Made by the caller, so that a retry names the same incident.</summary>
[GenerateSerializer, Immutable, Alias("eoc.incident-id")]
public readonly record struct IncidentId([property: Id(0)] Guid Value) : IParsable<IncidentId>
{
    /// <summary>A new id, ordered by time (UUID version 7).</summary>
    public static IncidentId New() => new(Guid.CreateVersion7());

    /// <inheritdoc />
    public static IncidentId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"\"{s}\" is no IncidentId: a UUID in its 36-character form, not all zeros.");

    /// <summary>Reads the form that <see cref="ToString" /> writes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out IncidentId result)
    {
        var read = Guid.TryParseExact(s, "D", out var value) && s!.Length == 36 && value != Guid.Empty;
        result = new(value);
        return read;
    }

    /// <summary>The 36-character lower-case form of RFC 9562.</summary>
    public override string ToString() => Value.ToString("D");
}
