using System.Diagnostics.CodeAnalysis;

namespace Eoc.Contracts.Ids;

/// <summary>One journal entry.</summary>
[GenerateSerializer, Immutable, Alias("eoc.event-id")]
public readonly record struct EventId([property: Id(0)] Guid Value) : IParsable<EventId>
{
    /// <summary>A new id, ordered by time (UUID version 7).</summary>
    public static EventId New() => new(Guid.CreateVersion7());

    /// <inheritdoc />
    public static EventId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"\"{s}\" is no EventId: a UUID in its 36-character form, not all zeros.");

    /// <summary>Reads the form that <see cref="ToString" /> writes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EventId result)
    {
        var read = Guid.TryParseExact(s, "D", out var value) && s!.Length == 36 && value != Guid.Empty;
        result = new(value);
        return read;
    }

    /// <summary>The 36-character lower-case form of RFC 9562.</summary>
    public override string ToString() => Value.ToString("D");
}
