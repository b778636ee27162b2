using System.Collections.Frozen;
using Eoc.Architecture.Tests.Reading;

namespace Eoc.Architecture.Tests.Surfaces;

/// <summary>What a service shows: <c>AddX</c> and <c>MapX</c> on static classes, and the contracts named here.</summary>
internal static class Surface
{
    /// <summary>Libraries that services are built on, not services: their public types are what they are for.</summary>
    private static readonly FrozenSet<string> Libraries = FrozenSet.Create("Eoc.Domain", "Eoc.Journal", "Eoc.ServiceDefaults", "Eoc.Host");

    /// <summary>Public on purpose, with the reason.</summary>
    private static readonly FrozenSet<string> Contracts = FrozenSet.Create(
        // The host fills it from EOC_* variables: configuration sections belong to the host.
        "Eoc.Identity.IdentitySettings",
        // Commands of the host's own process, such as a replay, sign in with it.
        "Eoc.Identity.ILocalOperator",
        // The host prepares the store before it starts anything, and says why it cannot be used.
        "Eoc.Identity.IdentityStore",
        "Eoc.Identity.StoreTooNewException",
        // The host prints them.
        "Eoc.Identity.IStartLinks",
        // The host plays it beside itself.
        "Eoc.Exercises.Demonstrating.Demonstration",
        // The host's command line has these as subcommands, and starts the host that a replay plays against.
        "Eoc.Cities.CityCommand",
        "Eoc.Exercises.Replaying.ReplayCommand",
        "Eoc.Exercises.Acting.IActingHost",
        "Eoc.Exercises.Acting.StartActingHost");

    public static IEnumerable<DefinedType> Excess(CompiledAssembly service) =>
        Libraries.Contains(service.Name) ? [] : service.Types.Where(type => type.IsPublic && !IsGenerated(type) && !Contracts.Contains(type.FullName) && !IsComposition(type));

    private static bool IsGenerated(DefinedType type) => type.FullName.StartsWith("OrleansCodeGen.", StringComparison.Ordinal);

    private static bool IsComposition(DefinedType type) =>
        type.IsStatic && type.PublicMethods.All(method => method.StartsWith("Add", StringComparison.Ordinal) || method.StartsWith("Map", StringComparison.Ordinal));
}
