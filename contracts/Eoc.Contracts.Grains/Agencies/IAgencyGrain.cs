using System.Collections.Immutable;
using Eoc.Contracts.Events.Agencies;
using Eoc.Contracts.Ids;
using Orleans.Concurrency;

namespace Eoc.Contracts.Grains.Agencies;

/// <summary>One agency. Key: its <see cref="StreamId" />.</summary>
[Alias("eoc.agency")]
public interface IAgencyGrain : IGrainWithStringKey
{
    /// <summary>Takes part in this realm, or changes name or discipline.</summary>
    [Alias("register")]
    Task<CommandResult> Register(CommandContext context, RegisterAgency command, CancellationToken cancellation = default);

    /// <summary>Says whose dispatchers may send its units without asking each time.</summary>
    [Alias("set-consent")]
    Task<CommandResult> SetConsent(CommandContext context, SetDispatchConsent command, CancellationToken cancellation = default);

    /// <summary>Whether this agency's units may be sent by that one's dispatchers.</summary>
    [Alias("may-dispatch"), ReadOnly]
    Task<bool> MayDispatch(AgencyId dispatcher, CancellationToken cancellation = default);
}

/// <summary>Takes part in this realm.</summary>
[GenerateSerializer, Immutable, Alias("eoc.register-agency")]
public sealed record RegisterAgency
{
    /// <summary>The agency.</summary>
    [Id(0)] public required AgencyId Agency { get; init; }

    /// <summary>Its name.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>What it does.</summary>
    [Id(2)] public required Discipline Discipline { get; init; }
}

/// <summary>Says whose dispatchers may send its units; the list replaces the earlier one.</summary>
[GenerateSerializer, Immutable, Alias("eoc.set-dispatch-consent")]
public sealed record SetDispatchConsent
{
    /// <summary>The agencies, in full.</summary>
    [Id(0)] public required ImmutableArray<AgencyId> MayDispatch { get; init; }
}
