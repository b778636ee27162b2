using Eoc.Contracts.Rpc.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Eoc.Picture.Watching;

/// <summary>
/// The picture's service, bound by hand so that prepared bytes are written as they are. Clients use the ordinary generated client: names and messages
/// are those of the proto, and a test compares them.
/// </summary>
internal static class PictureStream
{
    private static readonly Marshaller<WatchRequest> Requests = Marshallers.Create(
        (request, context) =>
        {
            context.SetPayloadLength(request.CalculateSize());
            request.WriteTo(context.GetBufferWriter());
            context.Complete();
        },
        context => WatchRequest.Parser.ParseFrom(context.PayloadAsReadOnlySequence()));

    private static readonly Marshaller<PreparedFrame> Frames = Marshallers.Create<PreparedFrame>(
        PreparedFrame.Serialize, _ => throw new NotSupportedException("The server does not read its own frames."));

    /// <summary>The one method.</summary>
    public static readonly Method<WatchRequest, PreparedFrame> Watch = new(
        MethodType.ServerStreaming, Descriptor.FullName, nameof(PictureStreamService.PictureStreamServiceBase.Watch), Requests, Frames);

    /// <summary>Where server reflection looks for it.</summary>
    public static ServiceDescriptor Descriptor => PictureStreamService.Descriptor;

    /// <summary>Called by gRPC, with null to learn the methods.</summary>
    public static void BindService(ServiceBinderBase binder, Base? service) =>
        binder.AddMethod(Watch, service is null ? null! : service.Watch);

    /// <summary>Implemented by the service.</summary>
    [BindServiceMethod(typeof(PictureStream), nameof(BindService))]
    internal abstract class Base
    {
        public abstract Task Watch(WatchRequest request, IServerStreamWriter<PreparedFrame> responseStream, ServerCallContext context);
    }
}
