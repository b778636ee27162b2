using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing;

namespace Eoc.Identity.Authorising;

/// <summary>Whether every method that is served has a policy.</summary>
internal sealed class PolicyCheck(PolicyTable policies)
{
    private ICollection<EndpointDataSource>? _sources;

    /// <summary>Remembers what will be mapped; looked at when the host starts, after everything was.</summary>
    public void Watch(IEndpointRouteBuilder app) => _sources = app.DataSources;

    /// <summary>Ends the start when a method could be reached that nobody said anything about.</summary>
    /// <exception cref="InvalidOperationException">Names the methods.</exception>
    public void Run()
    {
        if (_sources is null) throw new InvalidOperationException("MapIdentity was not called, so nothing checks the policies of what is served.");
        var bare = Served(_sources).Where(method => !PolicyTable.IsOpen(method) && policies.Find(method) is null).Distinct(StringComparer.Ordinal).ToList();
        if (bare.Count > 0) throw new InvalidOperationException("Without a policy in the proto: " + string.Join(", ", bare));
    }

    private static IEnumerable<string> Served(IEnumerable<EndpointDataSource> sources) =>
        sources.SelectMany(source => source.Endpoints).Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName).OfType<string>();
}
