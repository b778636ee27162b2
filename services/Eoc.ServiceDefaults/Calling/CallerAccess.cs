using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Eoc.ServiceDefaults.Calling;

/// <summary>How RPC code learns who calls. The policy interceptor has put the caller there before any handler runs.</summary>
public static class CallerAccess
{
    /// <summary>Who calls.</summary>
    /// <exception cref="RpcException">UNAUTHENTICATED in a method that may be called without a session.</exception>
    public static Caller GetCaller(this ServerCallContext context) =>
        context.GetHttpContext().Features.Get<Caller>() ?? throw new RpcException(new Status(StatusCode.Unauthenticated, "Sign in first."));

    /// <summary>Says who calls; for the policy interceptor, and for tests that stand in its place.</summary>
    public static void SetCaller(this HttpContext context, Caller caller) => context.Features.Set(caller);
}
