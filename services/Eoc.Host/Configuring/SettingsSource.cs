using System.Collections;
using System.Text.Json;

namespace Eoc.Host.Configuring;

/// <summary>The raw settings: variables over <c>EOC_DATA/eoc.json</c>; a secret may stand in a file, named by <c>EOC_X_FILE</c>.</summary>
internal sealed class SettingsSource
{
    private const string FileSuffix = "_FILE";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "EOC_CITIES", "EOC_DATA", "EOC_DEMO", "EOC_ROLES", "EOC_JOURNAL", "EOC_BUS", "EOC_HTTP", "EOC_GRPC", "EOC_SILO", "EOC_TLS_CERT", "EOC_TLS_KEY", "EOC_TOTP", "EOC_OTLP",
    };

    /// <summary>Read by the replay command and by the tests, not by the host.</summary>
    private static readonly string[] OthersBusiness = ["EOC_TEST_", "EOC_ADMIN_", "EOC_ROUNDS", "EOC_SIM_"];

    private readonly Dictionary<string, string> _values;

    private SettingsSource(Dictionary<string, string> values) => _values = values;

    public string? this[string key] =>
        _values.TryGetValue(key, out var value) && value.Length > 0 ? value
        : _values.TryGetValue(key + FileSuffix, out var file) && file.Length > 0 ? ReadSecret(key + FileSuffix, file)
        : null;

    public static SettingsSource FromEnvironment()
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(entry => ((string)entry.Key).StartsWith("EOC_", StringComparison.Ordinal))
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? string.Empty, StringComparer.Ordinal);
        return Over(variables, Path.Combine(variables.GetValueOrDefault("EOC_DATA") ?? "data", "eoc.json"));
    }

    public static SettingsSource Of(Dictionary<string, string> values) => new(values);

    public void RefuseUnknown()
    {
        foreach (var key in _values.Keys)
        {
            var bare = key.EndsWith(FileSuffix, StringComparison.Ordinal) ? key[..^FileSuffix.Length] : key;
            if (Known.Contains(bare) || OthersBusiness.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal))) continue;
            throw new SettingsException(key, $"there is no such setting. There are: {string.Join(", ", Known.Order(StringComparer.Ordinal))}.");
        }
    }

    private static string ReadSecret(string key, string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(key, $"cannot be read: {failure.Message}");
        }
    }

    private static SettingsSource Over(Dictionary<string, string> variables, string file)
    {
        if (!File.Exists(file)) return new(variables);
        try
        {
            var values = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file)) ?? [];
            foreach (var (key, value) in variables) values[key] = value;
            return new(values);
        }
        catch (JsonException e)
        {
            throw new SettingsException(file, $"is not a JSON object of strings: {e.Message}");
        }
    }
}

/// <summary>A setting cannot be used; the message names it and the remedy.</summary>
internal sealed class SettingsException(string key, string remedy) : Exception($"{key}: {remedy}");
