using System.Diagnostics.CodeAnalysis;

namespace Eoc.Contracts.Ids;

/// <summary>A command. Any UUID will do: consoles make version 7, importers and follow-ups derive theirs. A retry carries the same id and gets the first answer.</summary>
[GenerateSerializer, Immutable, Alias("eoc.command-id")]
public readonly record struct CommandId([property: Id(0)] Guid Value) : IParsable<CommandId>
{
    /// <summary>A new id, ordered by time (UUID version 7).</summary>
    public static CommandId New() => new(Guid.CreateVersion7());

    /// <inheritdoc />
    public static CommandId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"\"{s}\" is no CommandId: a UUID in its 36-character form, not all zeros.");

    /// <summary>Reads the form that <see cref="ToString" /> writes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CommandId result)
    {
        var read = Guid.TryParseExact(s, "D", out var value) && s!.Length == 36 && value != Guid.Empty;
        result = new(value);
        return read;
    }

    /// <summary>The 36-character lower-case form of RFC 9562.</summary>
    public override string ToString() => Value.ToString("D");
}
