using System.Diagnostics.CodeAnalysis;

namespace Eoc.Contracts.Ids;

/// <summary>One unit's commitment to one incident, with its own ladder and times. Made by the caller.</summary>
[GenerateSerializer, Immutable, Alias("eoc.assignment-id")]
public readonly record struct AssignmentId([property: Id(0)] Guid Value) : IParsable<AssignmentId>
{
    /// <summary>A new id, ordered by time (UUID version 7).</summary>
    public static AssignmentId New() => new(Guid.CreateVersion7());

    /// <inheritdoc />
    public static AssignmentId Parse(string s, IFormatProvider? provider = null) => new(Guid.Parse(s, provider));

    /// <summary>Reads the form that <see cref="ToString" /> writes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AssignmentId result)
    {
        var read = Guid.TryParse(s, provider, out var value) && value != Guid.Empty;
        result = new(value);
        return read;
    }

    /// <summary>The 36-character lower-case form of RFC 9562.</summary>
    public override string ToString() => Value.ToString("D");
}
