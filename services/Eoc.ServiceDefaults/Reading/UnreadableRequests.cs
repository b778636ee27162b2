using Google.Protobuf;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Eoc.ServiceDefaults.Reading;

/// <summary>
/// gRPC lays down INTERNAL for a message that cannot be parsed and RESOURCE_EXHAUSTED for one that is too large. The server library reads a message
/// before any interceptor runs and answers UNKNOWN when that fails in a way it did not foresee, so the status is set right after it.
/// </summary>
public static class UnreadableRequests
{
    private const string StatusTrailer = "grpc-status";
    private const string MessageTrailer = "grpc-message";

    /// <summary>Gives unreadable requests their proper status. Comes after gRPC-Web, which sends the trailers on.</summary>
    public static void MapUnreadableRequests(this IApplicationBuilder app) =>
        app.Use(async (context, next) =>
        {
            await next(context);
            if (context.Features.Get<IServerCallContextFeature>()?.ServerCallContext is { } call && Proper(call.Status) is { } proper) Answer(context, proper);
        });

    private static Status? Proper(Status status) => status switch
    {
        { StatusCode: not StatusCode.Unknown } => null,
        { DebugException: InvalidProtocolBufferException } => new(StatusCode.Internal, "The request is no message of this method."),
        { DebugException: InvalidDataException } => new(StatusCode.Internal, "The request's frame is broken."),
        { DebugException: IOException { Message: var why } } when why.StartsWith("Message too large", StringComparison.Ordinal) => new(StatusCode.ResourceExhausted, "The request declares more than can be received."),
        _ => null,
    };

    private static void Answer(HttpContext context, Status status)
    {
        // Before the first byte of an answer the status travels in the headers, afterwards in the trailers.
        var headers = context.Response.Headers.ContainsKey(StatusTrailer) ? context.Response.Headers : context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers;
        if (headers is null || headers.IsReadOnly) return;
        headers[StatusTrailer] = ((int)status.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        headers[MessageTrailer] = Uri.EscapeDataString(status.Detail);
    }
}
