using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Eoc.Journal.Tests.Backends;

/// <summary>The stores that have to behave alike.</summary>
public enum Backend
{
    Sqlite,
    Postgres,
}

/// <summary>The behaviour is shown on each of them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryBackendAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<Backend>().Select(backend => new TheoryDataRow(backend))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
