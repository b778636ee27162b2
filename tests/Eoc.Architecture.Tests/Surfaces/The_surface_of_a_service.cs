using Eoc.Architecture.Tests.Reading;
using Eoc.Architecture.Tests.Violations;
using Xunit;

namespace Eoc.Architecture.Tests.Surfaces;

public sealed class The_surface_of_a_service
{
    [Fact]
    public void is_what_the_host_composes_it_with() =>
        Assert.Empty(CompiledAssembly.Services.SelectMany(Surface.Excess).Select(type => $"{type.FullName} is public"));

    [Theory]
    [InlineData(nameof(DispatchManager))]
    [InlineData(nameof(DispatchExtensions))]
    public void that_shows_more_is_seen(string type) =>
        Assert.Contains(Surface.Excess(CompiledAssembly.Read(typeof(DispatchManager).Assembly.Location)), excess => excess.Name == type);
}
