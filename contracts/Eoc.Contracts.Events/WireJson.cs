using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eoc.Contracts.Events;

/// <summary>How facts, follow-ups and snapshots are written as JSON: ids as strings, enums as numbers, nulls left out.</summary>
public static class WireJson
{
    /// <summary>The options; never changed after the first use.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // Plain UTF-8: an entry of 16,384 characters of any script stays below the journal's 64 KB.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new ParsableConverterFactory() },
    };
}
