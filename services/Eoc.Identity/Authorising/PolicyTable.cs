using System.Collections.Frozen;
using Eoc.Contracts.Rpc.V1;
using Google.Protobuf.Reflection;

namespace Eoc.Identity.Authorising;

/// <summary>Every method's rule, read from the protos' options when the host starts.</summary>
internal sealed class PolicyTable
{
    private readonly FrozenDictionary<string, MethodRule> _rules;

    public PolicyTable(IdentitySettings settings) =>
        _rules = FilesOfContracts().Concat(settings.MoreServices).SelectMany(file => file.Services).SelectMany(service => service.Methods)
            .Select(MethodRule.Of).OfType<MethodRule>().ToFrozenDictionary(rule => rule.Name, StringComparer.Ordinal);

    /// <summary>The rule, or null: then nobody may call.</summary>
    public MethodRule? Find(string method) => _rules.GetValueOrDefault(method);

    /// <summary>Standard methods without people's data: whether we are well, and what we serve.</summary>
    public static bool IsOpen(string method) =>
        method.StartsWith("/grpc.health.v1.Health/", StringComparison.Ordinal)
        || method.StartsWith("/grpc.reflection.v1.ServerReflection/", StringComparison.Ordinal)
        || method.StartsWith("/grpc.reflection.v1alpha.ServerReflection/", StringComparison.Ordinal);

    /// <summary>The generated code keeps each file's descriptor in a static class of its own.</summary>
    private static IEnumerable<FileDescriptor> FilesOfContracts() =>
        typeof(PolicyReflection).Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<FileDescriptor>();
}
