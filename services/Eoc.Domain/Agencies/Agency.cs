using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Agencies;
using Eoc.Contracts.Ids;

namespace Eoc.Domain.Agencies;

/// <summary>An agency, sovereign over its units: others' dispatchers send them with its consent only.</summary>
public sealed record Agency
{
    /// <summary>Before it was registered.</summary>
    public static readonly Agency Unknown = new();

    /// <summary>Its registration; null before.</summary>
    public AgencyRegistered? Registration { get; init; }

    /// <summary>Whose dispatchers may send its units.</summary>
    public ImmutableArray<AgencyId> MayDispatch { get; init; } = [];

    /// <summary>The agency after one more entry.</summary>
    public static Agency Evolve(Agency agency, StoredFact stored) => stored.Fact switch
    {
        AgencyRegistered registered => agency with { Registration = registered },
        DispatchConsentChanged changed => agency with { MayDispatch = changed.MayDispatch },
        _ => agency,
    };

    /// <summary>Takes part, or changes name or discipline.</summary>
    public static Decision Register(Agency agency, AgencyRegistered registration) =>
        agency.Registration == registration ? Decision.Nothing : registration;

    /// <summary>Gives and takes back consent; the list replaces the earlier one.</summary>
    public static Decision Consent(Agency agency, ImmutableArray<AgencyId> mayDispatch)
    {
        if (agency.Registration is null) return new NotFound(StreamKind.Agency);
        ImmutableArray<AgencyId> sorted = [.. mayDispatch.Distinct().OrderBy(id => id.Value, StringComparer.Ordinal)];
        return sorted.SequenceEqual(agency.MayDispatch) ? Decision.Nothing : new DispatchConsentChanged(sorted);
    }
}
