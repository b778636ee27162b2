using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Eoc.Contracts.Ids;

namespace Eoc.Cities.Importing;

/// <summary>Writes lists as the packs have them: one entry to a line, <c>- {id: e1, name: Engine 1}</c>.</summary>
internal static class YamlText
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Meaning = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

    /// <summary>An entry; what is empty is left out.</summary>
    public static string Entry(params IEnumerable<(string Key, string Value)> pairs) =>
        $"- {{{string.Join(", ", pairs.Where(pair => pair.Value.Length > 0).Select(pair => $"{pair.Key}: {pair.Value}"))}}}";

    public static string Place(GeoPoint at) => string.Create(CultureInfo.InvariantCulture, $"{{latitude: {at.Latitude}, longitude: {at.Longitude}}}");

    /// <summary>A text, quoted when YAML could take it for something else.</summary>
    public static string Text(string text) => text.Length == 0 || IsPlain(text) ? text : JsonSerializer.Serialize(text, Readable);

    private static bool IsPlain(string text) =>
        char.IsLetter(text[0]) && text.All(c => char.IsLetterOrDigit(c) || c is ' ' or '/' or '-' or '.' or '(' or ')') && text[^1] != ' '
        && !Meaning.Contains(text, StringComparer.OrdinalIgnoreCase);
}
