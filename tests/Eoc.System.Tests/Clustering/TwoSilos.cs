using Eoc.SystemTests.Running;

namespace Eoc.SystemTests.Clustering;

/// <summary>Two processes with all roles, shared by the scenarios that heal what they break.</summary>
public sealed class TwoSilos : IAsyncLifetime
{
    internal Site Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Site = await Site.Open("silo,edge,work", "silo,edge,work");

    public ValueTask DisposeAsync() => Site?.DisposeAsync() ?? ValueTask.CompletedTask;
}

[CollectionDefinition(nameof(TwoSilos))]
public sealed class TwoSilosCollection : ICollectionFixture<TwoSilos>;
