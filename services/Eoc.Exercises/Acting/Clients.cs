using Eoc.Contracts.Rpc.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Eoc.Exercises.Acting;

/// <summary>The generated clients over one connection.</summary>
internal sealed class Clients(CallInvoker invoker)
{
    public SessionService.SessionServiceClient Sessions { get; } = new(invoker);

    public AccountService.AccountServiceClient Accounts { get; } = new(invoker);

    public RealmService.RealmServiceClient Realms { get; } = new(invoker);

    public AgencyService.AgencyServiceClient Agencies { get; } = new(invoker);

    public CallService.CallServiceClient Calls { get; } = new(invoker);

    public IncidentService.IncidentServiceClient Incidents { get; } = new(invoker);

    public UnitService.UnitServiceClient Units { get; } = new(invoker);

    public ReplayService.ReplayServiceClient Replays { get; } = new(invoker);

    public CityService.CityServiceClient Cities { get; } = new(invoker);

    public TrackingService.TrackingServiceClient Tracking { get; } = new(invoker);

    public PictureStreamService.PictureStreamServiceClient Picture { get; } = new(invoker);

    /// <summary>A connection that no proxy of the environment stands in.</summary>
    public static GrpcChannel Open(Uri address) => GrpcChannel.ForAddress(address, new() { HttpHandler = new SocketsHttpHandler { UseProxy = false }, DisposeHttpClient = true });
}
