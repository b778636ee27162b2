using System.Collections.Immutable;
using Eoc.Contracts.Ids;

namespace Eoc.Domain;

/// <summary>Who acts, and when.</summary>
/// <param name="OccurredAt">When it happened in the world, UTC.</param>
/// <param name="Now">The realm's now, UTC.</param>
/// <param name="Actor">The account.</param>
/// <param name="Agency">The agency it speaks for.</param>
/// <param name="Labels">The audience labels it holds; null for the system itself, which sees everything.</param>
public readonly record struct Moment(
    DateTimeOffset OccurredAt, DateTimeOffset Now, string Actor, AgencyId Agency, ImmutableArray<Audience>? Labels)
{
    /// <summary>How far ahead of the realm's now an event time may be: clocks of terminals differ.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>Whether the actor may know of something with this label.</summary>
    public bool Sees(Audience audience) => Labels is not { } labels || labels.Contains(audience);

    /// <summary>An event time that lies in the future is an error, wherever it comes from.</summary>
    public Refusal? Implausible() => OccurredAt > Now + Tolerance ? new EventTimeAhead(OccurredAt, Now) : null;
}
