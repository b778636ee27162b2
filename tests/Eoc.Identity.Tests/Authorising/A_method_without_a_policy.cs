using Eoc.Identity.Authorising;
using Eoc.Identity.Tests.Probing;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Eoc.Identity.Tests.Authorising;

public sealed class A_method_without_a_policy
{
    [Fact]
    public async Task stops_the_start_of_the_host_and_is_named()
    {
        await using var store = await Store.Create(Backend.Sqlite);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => IdentityHost.Start(store, map: app => app.MapGrpcService<BareRpc>()));

        Assert.Contains("/eoc.probe.v1.BareService/Ask", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task is_let_through_only_for_health_and_reflection()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(
            store, services: services => services.AddGrpcHealthChecks().AddCheck("well", () => Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult.Healthy()), map: app => app.MapGrpcHealthChecksService());

        Assert.Equal(StatusCode.OK, await Given.StatusOf(async () => await new Health.HealthClient(host.Channel).CheckAsync(new())));
    }

    [Theory]
    [InlineData("/grpc.health.v1.Health/Check", true)]
    [InlineData("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", true)]
    [InlineData("/grpc.health.v1.HealthX/Check", false)]
    [InlineData("/eoc.v1.UnitService/DispatchUnit", false)]
    public void is_recognised_by_its_whole_service_name(string method, bool open) => Assert.Equal(open, PolicyTable.IsOpen(method));

    [Fact]
    public void is_not_among_those_of_the_contracts()
    {
        var table = new PolicyTable(new());
        var methods = typeof(Eoc.Contracts.Rpc.V1.SessionService).Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: true })
            .Select(type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<Google.Protobuf.Reflection.ServiceDescriptor>()
            .SelectMany(service => service.Methods).ToList();

        Assert.True(methods.Count >= 14);
        Assert.All(methods, method => Assert.NotNull(table.Find($"/{method.Service.FullName}/{method.Name}")));
    }

    [Theory]
    [InlineData("FlawedService", "OWNER_REALM")]
    [InlineData("FlawedOwnerService", "OWNER_AGENCY")]
    [InlineData("FlawedGrantService", "without role or reach")]
    [InlineData("FlawedAnonymousService", "anonymous")]
    public void or_with_one_that_cannot_mean_anything_is_refused(string service, string reason)
    {
        var method = FlawedReflection.Descriptor.Services.Single(candidate => candidate.Name == service).Methods[0];

        Assert.Contains(reason, Assert.Throws<InvalidOperationException>(() => MethodRule.Of(method)).Message, StringComparison.Ordinal);
    }
}
