using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Eoc.Cities.Reading;

/// <summary>One YAML file of a pack. What is wrong with it goes to the faults, by line.</summary>
internal sealed class YamlFile
{
    private readonly YamlNode? _root;

    private YamlFile(string name, YamlNode? root, Faults faults) => (Name, _root, Faults) = (name, root, faults);

    public string Name { get; }

    public Faults Faults { get; }

    /// <summary>The file, or one without contents when it is not there.</summary>
    public static YamlFile Read(string folder, string name, Faults faults, bool required)
    {
        var path = Path.Combine(folder, name);
        if (File.Exists(path)) return new(name, Parse(path, name, faults), faults);
        if (required) faults.Add(name, 0, "is missing");
        return new(name, null, faults);
    }

    /// <summary>The file's top level as one mapping.</summary>
    public YamlMap? Map()
    {
        if (_root is YamlMappingNode map) return new(map, this);
        if (_root is not null) Faults.Add(Name, LineOf(_root), "give keys with values here");
        return null;
    }

    /// <summary>The file's top level as a list of mappings.</summary>
    public IEnumerable<YamlMap> List()
    {
        if (_root is null) return [];
        if (_root is YamlSequenceNode list) return Maps(list);
        Faults.Add(Name, LineOf(_root), "give a list here, each entry after \"- \"");
        return [];
    }

    public IEnumerable<YamlMap> Maps(YamlSequenceNode list)
    {
        foreach (var node in list.Children)
        {
            if (node is YamlMappingNode map) yield return new(map, this);
            else Faults.Add(Name, LineOf(node), "give keys with values here");
        }
    }

    public static int LineOf(YamlNode node) => (int)node.Start.Line;

    private static YamlNode? Parse(string path, string name, Faults faults)
    {
        try
        {
            using var reader = new StreamReader(path);
            var stream = new YamlStream();
            stream.Load(reader);
            if (stream.Documents.Count == 1) return stream.Documents[0].RootNode;
            faults.Add(name, 1, "give one YAML document");
        }
        catch (YamlException e)
        {
            faults.Add(name, (int)Math.Max(1, e.Start.Line), $"is not YAML: {e.Message}");
        }

        return null;
    }
}
