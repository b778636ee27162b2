using System.Globalization;
using Eoc.Cities.Packs;
using Eoc.Contracts.Ids;
using YamlDotNet.RepresentationModel;

namespace Eoc.Cities.Reading;

/// <summary>Keys with values. A key that nobody asked for by <see cref="Done" /> is unknown, and a fault.</summary>
internal sealed class YamlMap(YamlMappingNode node, YamlFile file)
{
    private const int LongestText = 500;

    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public int Line => YamlFile.LineOf(node);

    public void Fault(string key, string what) => file.Faults.Add(file.Name, Node(key) is { } value ? YamlFile.LineOf(value) : Line, $"{key}: {what}");

    /// <summary>Text that must be there.</summary>
    public string Text(string key)
    {
        if (OptionalText(key) is { Length: > 0 } text) return text;
        if (Node(key) is null or YamlScalarNode) Fault(key, "give a text");
        return string.Empty;
    }

    /// <summary>Text, or empty.</summary>
    public string OptionalText(string key)
    {
        if (Find(key) is not { } value) return string.Empty;
        if (value is YamlScalarNode { Value: { Length: <= LongestText } text }) return text.Trim();
        Fault(key, "give a text of at most 500 characters");
        return string.Empty;
    }

    /// <summary>A slug, or the default and a fault.</summary>
    public T Id<T>(string key) where T : struct, IParsable<T>
    {
        var text = Text(key);
        if (T.TryParse(text, CultureInfo.InvariantCulture, out var id)) return id;
        if (text.Length > 0) Fault(key, $"\"{text}\" is no id: {(typeof(T) == typeof(UnitId) ? "agency/unit, each " : string.Empty)}{SlugText.Rule}");
        return default;
    }

    /// <summary>An id of the pack's own: 1 to 32 of a-z, 0-9 and '-'.</summary>
    public string Slug(string key)
    {
        var text = Text(key);
        if (text.Length > 0 && !SlugText.Is(text)) Fault(key, $"\"{text}\" is no id: {SlugText.Rule}");
        return text;
    }

    public bool Flag(string key)
    {
        var text = OptionalText(key);
        if (text is not ("" or "true" or "false")) Fault(key, "give true or false");
        return text == "true";
    }

    public int Whole(string key, int min, int max, int? absent = null) => (int)Number(key, min, max, absent, whole: true);

    public double Number(string key, double min, double max, double? absent = null, bool whole = false)
    {
        if (Find(key) is null && absent is { } fallback) return fallback;
        if (double.TryParse(OptionalText(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            && (!whole || value == Math.Floor(value)))
        {
            return value;
        }

        Fault(key, string.Create(CultureInfo.InvariantCulture, $"give a {(whole ? "whole " : string.Empty)}number from {min} to {max}"));
        return absent ?? min;
    }

    /// <summary>One of several words.</summary>
    public TChoice Choice<TChoice>(string key, IReadOnlyDictionary<string, TChoice> choices)
    {
        var text = Text(key);
        if (choices.TryGetValue(text, out var choice)) return choice;
        if (text.Length > 0) Fault(key, $"\"{text}\" is not one of {string.Join(", ", choices.Keys)}");
        return choices.Values.First();
    }

    /// <summary>A list of words, each with its line; empty when it is not there.</summary>
    public IReadOnlyList<(string Text, int Line)> Words(string key)
    {
        if (Find(key) is not { } value) return [];
        if (value is YamlSequenceNode list && list.Children.All(child => child is YamlScalarNode { Value.Length: > 0 and <= LongestText }))
            return [.. list.Children.Select(child => (((YamlScalarNode)child).Value!.Trim(), YamlFile.LineOf(child)))];
        Fault(key, "give a list of words, such as [one, two]");
        return [];
    }

    public IReadOnlyList<string> Texts(string key) => [.. Words(key).Select(word => word.Text)];

    public IEnumerable<YamlMap> Maps(string key)
    {
        if (Find(key) is not { } value) return [];
        if (value is YamlSequenceNode list) return file.Maps(list);
        Fault(key, "give a list");
        return [];
    }

    public YamlMap? Map(string key)
    {
        if (Find(key) is not { } value) return null;
        if (value is YamlMappingNode map) return new(map, file);
        Fault(key, "give keys with values");
        return null;
    }

    /// <summary>A place: <c>{latitude: …, longitude: …}</c>, degrees WGS 84, inside the bounds.</summary>
    public GeoPoint Place(string key, Box bounds)
    {
        if (Map(key) is not { } map)
        {
            if (Node(key) is null) Fault(key, "give {latitude: …, longitude: …}");
            return default;
        }

        // A swapped pair must reach the bounds, which know better what to say than the range of a latitude.
        var point = new GeoPoint(map.Number("latitude", -180, 180), map.Number("longitude", -180, 180));
        map.Done();
        if (bounds.Fault(point) is { } fault) Fault(key, fault);
        return point;
    }

    /// <summary>Ends the reading: what nobody asked for is unknown.</summary>
    public void Done()
    {
        foreach (var key in node.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? string.Empty;
            if (!_asked.Contains(name)) file.Faults.Add(file.Name, YamlFile.LineOf(key), $"unknown key \"{name}\": there are {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
        }
    }

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return Node(key);
    }

    private YamlNode? Node(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
}
