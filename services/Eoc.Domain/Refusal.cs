using System.Collections.Immutable;
using System.Globalization;
using Eoc.Contracts.Ids;

namespace Eoc.Domain;

/// <summary>Why a command takes no effect: a code and named arguments a person can act on. The words are the console's.</summary>
/// <param name="Code">The durable code.</param>
public abstract record Refusal(string Code)
{
    /// <summary>Names and values for the console's catalogue; what is null is left out.</summary>
    public virtual ImmutableArray<(string Name, object? Value)> Named => [];

    /// <summary>The arguments as text: times in ISO 8601, UTC.</summary>
    public IEnumerable<KeyValuePair<string, string>> Arguments =>
        from argument in Named
        where argument.Value is not null
        select KeyValuePair.Create(argument.Name, Text(argument.Value));

    private static string Text(object value) => value switch
    {
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };
}

/// <summary>There is no such thing, or none that the actor may know of: the two look alike.</summary>
public sealed record NotFound(StreamKind What) : Refusal("not-found")
{
    /// <inheritdoc />
    public override ImmutableArray<(string Name, object? Value)> Named => [("what", What)];
}

/// <summary>The id is taken by another one.</summary>
public sealed record AlreadyExists(StreamKind What) : Refusal("already-exists")
{
    /// <inheritdoc />
    public override ImmutableArray<(string Name, object? Value)> Named => [("what", What)];
}

/// <summary>The event time lies more than the tolerance ahead of the realm's now.</summary>
public sealed record EventTimeAhead(DateTimeOffset OccurredAt, DateTimeOffset Now) : Refusal("event-time-ahead")
{
    /// <inheritdoc />
    public override ImmutableArray<(string Name, object? Value)> Named => [("occurred-at", OccurredAt), ("now", Now)];
}

/// <summary>The command asks for a reason and none was given.</summary>
public sealed record ReasonMissing(string For) : Refusal("reason-missing")
{
    /// <inheritdoc />
    public override ImmutableArray<(string Name, object? Value)> Named => [("for", For)];
}

/// <summary>Nobody may hide a thing from themselves.</summary>
public sealed record AudienceNotHeld(Audience Audience) : Refusal("audience-not-held")
{
    /// <inheritdoc />
    public override ImmutableArray<(string Name, object? Value)> Named => [("audience", Audience)];
}
