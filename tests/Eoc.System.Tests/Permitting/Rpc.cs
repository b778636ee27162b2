using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Eoc.SystemTests.Permitting;

/// <summary>One method of <c>eoc.v1</c>, found in the descriptors and called without generated clients.</summary>
internal sealed class Rpc(MethodDescriptor method)
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    /// <summary>What a field of this name says, wherever it lies: by the name, not by the option that is under test.</summary>
    private static readonly Dictionary<string, Func<Target, string>> Meanings = new(StringComparer.Ordinal)
    {
        ["realm"] = target => target.Realm,
        ["agency"] = target => target.Agency,
        ["unit"] = target => target.Unit,
        ["units"] = target => target.Unit,
        ["account"] = target => target.Account,
    };

    private readonly Method<byte[], byte[]> _method = new(TypeOf(method), method.Service.FullName, method.Name, Bytes, Bytes);

    /// <summary>Every method there is.</summary>
    public static IEnumerable<Rpc> All => typeof(Contracts.Rpc.V1.UnitService).Assembly.GetExportedTypes()
        .Where(type => type is { IsAbstract: true, IsSealed: true })
        .Select(type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<ServiceDescriptor>()
        .Where(service => service.File.Package == "eoc.v1").SelectMany(service => service.Methods).Select(found => new Rpc(found));

    /// <summary><c>Service/Method</c>.</summary>
    public string Name => $"{method.Service.Name}/{method.Name}";

    /// <summary>Whether the request says realm, agency, unit or account anywhere.</summary>
    public bool Says(params ReadOnlySpan<string> names) => Says(method.InputType, [.. names]);

    /// <summary>Calls it and gives the status; an endless stream that was let in counts as OK from its first message on.</summary>
    public async Task<StatusCode> Call(CallInvoker host, Metadata headers, Target target, string? account = null)
    {
        var request = (IMessage)Activator.CreateInstance(method.InputType.ClrType)!;
        Fill(request, target, account);
        try
        {
            await Send(host, request.ToByteArray(), new CallOptions(headers, TimeProvider.System.GetUtcNow().UtcDateTime + TimeSpan.FromSeconds(20)));
            return StatusCode.OK;
        }
        catch (RpcException failure)
        {
            return failure.StatusCode;
        }
    }

    private Task Send(CallInvoker host, byte[] request, CallOptions options) => _method.Type switch
    {
        MethodType.Unary => host.AsyncUnaryCall(_method, null, options, request).ResponseAsync,
        MethodType.ServerStreaming => First(host.AsyncServerStreamingCall(_method, null, options, request)),
        MethodType.ClientStreaming => Send(host.AsyncClientStreamingCall(_method, null, options), request),
        _ => Send(host.AsyncDuplexStreamingCall(_method, null, options), request),
    };

    private static async Task First(AsyncServerStreamingCall<byte[]> call)
    {
        using (call) await call.ResponseStream.MoveNext(CancellationToken.None);
    }

    private static async Task Send(AsyncClientStreamingCall<byte[], byte[]> call, byte[] request)
    {
        using (call)
        {
            await Offer(call.RequestStream, request);
            await call;
        }
    }

    private static async Task Send(AsyncDuplexStreamingCall<byte[], byte[]> call, byte[] request)
    {
        using (call)
        {
            // What comes before the request was judged is the caller's own; only the end of the call tells.
            await Offer(call.RequestStream, request);
            while (await call.ResponseStream.MoveNext(CancellationToken.None)) Assert.NotNull(call.ResponseStream.Current);
        }
    }

    /// <summary>A call that was refused already takes nothing more; its status says why.</summary>
    private static async Task Offer(IClientStreamWriter<byte[]> requests, byte[] request)
    {
        try
        {
            await requests.WriteAsync(request);
            await requests.CompleteAsync();
        }
        catch (Exception refused) when (refused is RpcException or InvalidOperationException)
        {
            Assert.NotNull(refused);
        }
    }

    private static void Fill(IMessage message, Target target, string? account)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.FieldType == FieldType.String && Meanings.TryGetValue(field.Name, out var meaning)) Set(message, field, field.Name == "account" && account is not null ? account : meaning(target));
            else if (field.FieldType == FieldType.Message && !field.IsMap && field.MessageType.File.Package == "eoc.v1" && Says(field.MessageType, [.. Meanings.Keys])) Set(message, field, Inner(field, target, account));
        }
    }

    private static IMessage Inner(FieldDescriptor field, Target target, string? account)
    {
        var inner = (IMessage)Activator.CreateInstance(field.MessageType.ClrType)!;
        Fill(inner, target, account);
        return inner;
    }

    private static void Set(IMessage message, FieldDescriptor field, object value)
    {
        if (field.IsRepeated) ((System.Collections.IList)field.Accessor.GetValue(message)).Add(value);
        else field.Accessor.SetValue(message, value);
    }

    private static bool Says(MessageDescriptor message, HashSet<string> names) => message.Fields.InDeclarationOrder().Any(field =>
        (field.FieldType == FieldType.String && names.Contains(field.Name))
        || (field.FieldType == FieldType.Message && !field.IsMap && field.MessageType.File.Package == "eoc.v1" && Says(field.MessageType, names)));

    private static MethodType TypeOf(MethodDescriptor found) => (found.IsClientStreaming, found.IsServerStreaming) switch
    {
        (false, false) => MethodType.Unary,
        (false, true) => MethodType.ServerStreaming,
        (true, false) => MethodType.ClientStreaming,
        _ => MethodType.DuplexStreaming,
    };
}
