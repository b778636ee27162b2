using System.Collections.Immutable;
using Eoc.Contracts.Rpc.V1;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;

namespace Eoc.Fuzz.Tests.Calling;

/// <summary>What came of a call.</summary>
internal sealed record RpcAnswer(StatusCode Code, string Detail, BadRequest? BadRequest)
{
    public override string ToString() => $"{Code} {Detail}";
}

/// <summary>Calls any method of <c>eoc.v1</c> with any bytes, whatever its streaming kind.</summary>
internal static class AnyRpc
{
    // Signing out would end our own access in the middle of everything.
    private const string EndsOurAccess = "eoc.v1.SessionService.SignOut";

    public static readonly ImmutableArray<MethodDescriptor> Methods =
        [.. typeof(CommandHeader).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<FileDescriptor>()
            .SelectMany(file => file.Services).SelectMany(service => service.Methods)
            .Where(method => method.FullName != EndsOurAccess).OrderBy(method => method.FullName, StringComparer.Ordinal)];

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    /// <summary>The role that reaches furthest among those that may call the method; null when nobody needs to sign in.</summary>
    public static Role? WidestRole(MethodDescriptor method)
    {
        var policy = method.GetOptions().GetExtension(PolicyExtensions.Policy);
        return policy.Anonymous ? null : policy.Grants.OrderByDescending(grant => grant.Reach switch { Reach.AnyRealm => 4, Reach.Realm => 3, Reach.Consent => 2, _ => 1 }).First().Role;
    }

    /// <summary>Sends one message, waits for the first answer, and lets a stream go.</summary>
    public static async Task<RpcAnswer> Call(CallInvoker invoker, MethodDescriptor method, byte[] request, Metadata metadata, CancellationToken cancellation)
    {
        var options = new CallOptions(metadata, TimeProvider.System.GetUtcNow().AddSeconds(60).UtcDateTime, cancellation);
        try
        {
            await Send(invoker, new(TypeOf(method), method.Service.FullName, method.Name, Bytes, Bytes), request, options);
            return new(StatusCode.OK, "", null);
        }
        catch (RpcException e)
        {
            return new(e.StatusCode, e.Status.Detail, e.GetRpcStatus()?.GetDetail<BadRequest>());
        }
    }

    private static async Task Send(CallInvoker invoker, Method<byte[], byte[]> method, byte[] request, CallOptions options)
    {
        switch (method.Type)
        {
            case MethodType.Unary:
                await invoker.AsyncUnaryCall(method, null, options, request);
                break;
            case MethodType.ServerStreaming:
                using (var watching = invoker.AsyncServerStreamingCall(method, null, options, request)) await watching.ResponseStream.MoveNext(options.CancellationToken);
                break;
            case MethodType.ClientStreaming:
                using (var reporting = invoker.AsyncClientStreamingCall(method, null, options)) await Report(reporting, request);
                break;
            default:
                using (var talking = invoker.AsyncDuplexStreamingCall(method, null, options)) await Talk(talking, request, options.CancellationToken);
                break;
        }
    }

    private static async Task Report(AsyncClientStreamingCall<byte[], byte[]> call, byte[] request)
    {
        await Write(call.RequestStream, request);
        await call;
    }

    private static async Task Talk(AsyncDuplexStreamingCall<byte[], byte[]> call, byte[] request, CancellationToken cancellation)
    {
        await Write(call.RequestStream, request);
        await call.ResponseStream.MoveNext(cancellation);
    }

    /// <summary>A server may answer before it has read: then writing fails, and the reason is in the answer.</summary>
    private static async Task Write(IClientStreamWriter<byte[]> stream, byte[] request)
    {
        try
        {
            await stream.WriteAsync(request);
            await stream.CompleteAsync();
        }
        catch (RpcException)
        {
            return;
        }
        catch (InvalidOperationException)
        {
            return;
        }
    }

    private static MethodType TypeOf(MethodDescriptor method) => (method.IsClientStreaming, method.IsServerStreaming) switch
    {
        (false, false) => MethodType.Unary,
        (false, true) => MethodType.ServerStreaming,
        (true, false) => MethodType.ClientStreaming,
        _ => MethodType.DuplexStreaming,
    };
}
