using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Eoc.Journal.Tests.Backends;

/// <summary>The stores that have to behave alike.</summary>
public enum Backend
{
    Sqlite,
    Postgres,
    Simulated,
}

/// <summary>The behaviour is shown on each of them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryBackendAttribute : DataAttribute
{
    /// <summary>Only those whose data outlives the test's process.</summary>
    public bool Lasting { get; init; }

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<Backend>().Where(backend => !Lasting || backend != Backend.Simulated).Select(backend => new TheoryDataRow(backend))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
