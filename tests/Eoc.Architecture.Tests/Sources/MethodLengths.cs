using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Eoc.Architecture.Tests.Reading;

namespace Eoc.Architecture.Tests.Sources;

/// <summary>How many lines the bodies of methods span, from the debug symbols; what the compiler writes itself has none there.</summary>
internal static class MethodLengths
{
    public static ImmutableArray<(string Method, int Lines)> Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly, ".pdb")));
        var (metadata, debug) = (file.GetMetadataReader(), symbols.GetMetadataReader());
        return [.. metadata.MethodDefinitions
            .Select(handle => (Method: NameOf(metadata, handle), Lines: Lines(debug, debug.GetMethodDebugInformation(handle.ToDebugInformationHandle()))))
            .Where(method => method.Lines > 0)];
    }

    private static string NameOf(MetadataReader metadata, MethodDefinitionHandle handle)
    {
        var method = metadata.GetMethodDefinition(handle);
        return $"{TypeNames.Of(metadata, method.GetDeclaringType())}.{metadata.GetString(method.Name)}";
    }

    private static int Lines(MetadataReader debug, MethodDebugInformation method)
    {
        if (method.SequencePointsBlob.IsNil || IsGenerated(debug, method)) return 0;
        var points = method.GetSequencePoints().Where(point => !point.IsHidden).ToArray();
        return points.Length == 0 ? 0 : points.Max(point => point.EndLine) - points.Min(point => point.StartLine) + 1;
    }

    private static bool IsGenerated(MetadataReader debug, MethodDebugInformation method) =>
        method.Document.IsNil || debug.GetString(debug.GetDocument(method.Document).Name).Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal)
        || debug.GetString(debug.GetDocument(method.Document).Name).EndsWith(".g.cs", StringComparison.Ordinal);
}
