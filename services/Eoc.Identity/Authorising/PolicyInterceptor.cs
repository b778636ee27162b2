using Eoc.Identity.HoldingSessions;
using Eoc.ServiceDefaults.Calling;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Eoc.Identity.Authorising;

/// <summary>
/// Stands before every method: finds the session, asks the method's policy, tells the handler who calls, and ends streams with their session. The usual
/// unary call, session in hand and nobody to ask, passes without a task of its own.
/// </summary>
internal sealed class PolicyInterceptor(PolicyTable policies, Gate gate, StreamEnding ending) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (PolicyTable.IsOpen(context.Method)) return continuation(request, context);
        var rule = RuleOf(context);
        if (rule.Anonymous) return continuation(request, context);
        if (gate.FindHeld(context.GetHttpContext()) is not { } session) return Load(rule, request, context, continuation);
        var admitting = Admit(rule, session, request, context);
        return admitting.IsCompletedSuccessfully ? continuation(request, context) : Await(admitting, request, context, continuation);
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        if (PolicyTable.IsOpen(context.Method))
        {
            await continuation(request, responseStream, context);
            return;
        }

        var rule = RuleOf(context);
        var session = await SessionOf(context);
        await Admit(rule, session, request, context);
        await ending.Run(session, context, () => continuation(request, responseStream, context));
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var (session, admitted) = await Open(requestStream, context);
        TResponse? response = null;
        await ending.Run(session, context, async () => response = await continuation(admitted, context));
        return response!;
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        if (PolicyTable.IsOpen(context.Method))
        {
            await continuation(requestStream, responseStream, context);
            return;
        }

        var (session, admitted) = await Open(requestStream, context);
        await ending.Run(session, context, () => continuation(admitted, responseStream, context));
    }

    private async Task<TResponse> Load<TRequest, TResponse>(
        MethodRule rule, TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        where TRequest : class where TResponse : class
    {
        await Admit(rule, await gate.Load(context), request, context);
        return await continuation(request, context);
    }

    private static async Task<TResponse> Await<TRequest, TResponse>(
        ValueTask admitting, TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        where TRequest : class where TResponse : class
    {
        await admitting;
        return await continuation(request, context);
    }

    private async Task<(HeldSession Session, IAsyncStreamReader<TRequest> Admitted)> Open<TRequest>(IAsyncStreamReader<TRequest> requests, ServerCallContext context)
        where TRequest : class
    {
        var rule = RuleOf(context);
        var session = await SessionOf(context);
        var reach = gate.ReachOf(rule, session.Caller, context);
        context.GetHttpContext().SetCaller(session.Caller);
        return (session, new AdmittedReader<TRequest>(requests, gate, rule, reach, session.Caller, context));
    }

    private ValueTask Admit(MethodRule rule, HeldSession session, object request, ServerCallContext context)
    {
        var reach = gate.ReachOf(rule, session.Caller, context);
        context.GetHttpContext().SetCaller(session.Caller);
        return gate.Admit(rule, reach, session.Caller, request, first: true, context);
    }

    private async ValueTask<HeldSession> SessionOf(ServerCallContext context) => gate.FindHeld(context.GetHttpContext()) ?? await gate.Load(context);

    private MethodRule RuleOf(ServerCallContext context) =>
        policies.Find(context.Method) ?? throw new RpcException(new Status(StatusCode.PermissionDenied, "This account may not do that."));
}
