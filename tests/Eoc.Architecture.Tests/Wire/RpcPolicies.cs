using System.Collections.Immutable;
using Eoc.Contracts.Rpc.V1;
using Google.Protobuf.Reflection;

namespace Eoc.Architecture.Tests.Wire;

/// <summary>The methods of <c>eoc.v1</c> with their policies, as the compiled descriptors say.</summary>
internal static class RpcPolicies
{
    public static readonly ImmutableArray<MethodDescriptor> Methods =
        [.. typeof(CommandHeader).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<FileDescriptor>()
            .SelectMany(file => file.Services).SelectMany(service => service.Methods)];

    public static Policy? PolicyOf(MethodDescriptor method) => method.GetOptions()?.GetExtension(PolicyExtensions.Policy);

    /// <summary>The owners marked anywhere in a message, nested ones included.</summary>
    public static ImmutableHashSet<Owner> OwnersIn(MessageDescriptor message) => [.. Walk(message, [])];

    private static IEnumerable<Owner> Walk(MessageDescriptor message, ImmutableHashSet<string> seen) =>
        seen.Contains(message.FullName) ? [] : message.Fields.InDeclarationOrder().SelectMany(field => OwnersOf(field, seen.Add(message.FullName)));

    private static IEnumerable<Owner> OwnersOf(FieldDescriptor field, ImmutableHashSet<string> seen)
    {
        var own = field.GetOptions()?.GetExtension(PolicyExtensions.Owner) ?? Owner.Unspecified;
        var nested = field.FieldType == FieldType.Message ? Walk(field.MessageType, seen) : [];
        return own == Owner.Unspecified ? nested : nested.Append(own);
    }
}
