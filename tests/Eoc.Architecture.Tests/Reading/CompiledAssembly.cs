using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Eoc.Architecture.Tests.Reading;

/// <summary>A type as its assembly defines it.</summary>
internal sealed record DefinedType(string Assembly, string FullName, bool IsPublic, bool IsStatic, ImmutableArray<string> PublicMethods, string Base)
{
    public string Name => FullName[(FullName.LastIndexOfAny(['.', '+']) + 1)..].Split('`')[0];
}

/// <summary>One use of a member from the body of a method.</summary>
internal sealed record MemberUse(string From, string Type, string Member, string Parameters);

/// <summary>An assembly read from its metadata, without being loaded: types, references, and what its methods call.</summary>
internal sealed class CompiledAssembly
{
    private CompiledAssembly(string name, ImmutableArray<string> references, ImmutableArray<DefinedType> types, ImmutableArray<string> usedTypes, ImmutableArray<MemberUse> uses) =>
        (Name, References, Types, UsedTypes, Uses) = (name, references, types, usedTypes, uses);

    public string Name { get; }

    public ImmutableArray<string> References { get; }

    public ImmutableArray<DefinedType> Types { get; }

    /// <summary>Types of other assemblies it names, as <c>assembly:type</c>.</summary>
    public ImmutableArray<string> UsedTypes { get; }

    public ImmutableArray<MemberUse> Uses { get; }

    /// <summary>Everything of ours beside this test, tests excluded.</summary>
    public static ImmutableArray<CompiledAssembly> Ours { get; } =
        [.. Directory.GetFiles(AppContext.BaseDirectory, "Eoc.*.dll").Where(file => !file.EndsWith("Tests.dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];

    public static IEnumerable<CompiledAssembly> Services => Ours.Where(assembly => !assembly.Name.StartsWith("Eoc.Contracts.", StringComparison.Ordinal));

    public static CompiledAssembly Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var name = metadata.GetString(metadata.GetAssemblyDefinition().Name);
        return new(
            name,
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [.. metadata.TypeDefinitions.Select(handle => Define(metadata, name, handle))],
            [.. metadata.TypeReferences.Select(handle => Reference(metadata, metadata.GetTypeReference(handle)))],
            [.. metadata.TypeDefinitions.SelectMany(handle => MethodBodies.Uses(file, metadata, handle))]);
    }

    private static DefinedType Define(MetadataReader metadata, string assembly, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return new(
            assembly,
            TypeNames.Of(metadata, handle),
            IsPublic(metadata, type),
            type.Attributes.HasFlag(TypeAttributes.Abstract) && type.Attributes.HasFlag(TypeAttributes.Sealed),
            [.. type.GetMethods().Select(metadata.GetMethodDefinition).Where(IsPublic).Select(method => metadata.GetString(method.Name))],
            type.BaseType.IsNil ? "" : TypeNames.Of(metadata, type.BaseType));
    }

    private static bool IsPublic(MetadataReader metadata, TypeDefinition type) =>
        (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic => IsPublic(metadata, metadata.GetTypeDefinition(type.GetDeclaringType())),
            _ => false,
        };

    private static bool IsPublic(MethodDefinition method) => (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;

    private static string Reference(MetadataReader metadata, TypeReference reference) =>
        reference.ResolutionScope.Kind == HandleKind.AssemblyReference
            ? $"{metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)reference.ResolutionScope).Name)}:{TypeNames.Of(metadata, reference)}"
            : $":{TypeNames.Of(metadata, reference)}";
}
