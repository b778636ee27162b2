using System.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Eoc.SystemTests.Containers;

/// <summary>docker-compose.yml as an engine would read it.</summary>
internal sealed class Compose
{
    private readonly Dictionary<object, object> _file;

    private Compose(Dictionary<object, object> file) => _file = file;

    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "EOC.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("no EOC.sln above the tests");
            return folder.FullName;
        }
    }

    /// <summary>Every service, by name.</summary>
    public IReadOnlyDictionary<string, ComposeService> Services => Map(_file, "services").ToDictionary(
        pair => (string)pair.Key, pair => new ComposeService((string)pair.Key, (Dictionary<object, object>)pair.Value), StringComparer.Ordinal);

    /// <summary>The processes of the EOC among them.</summary>
    public IReadOnlyList<ComposeService> Processes => [.. Services.Values.Where(service => service.Text("image") == "eoc")];

    /// <summary>The file behind each secret, without its folder.</summary>
    public IReadOnlyDictionary<string, string> Secrets => Map(_file, "secrets").ToDictionary(
        pair => (string)pair.Key, pair => Path.GetFileName((string)((Dictionary<object, object>)pair.Value)["file"]), StringComparer.Ordinal);

    /// <summary>What the image sets by itself.</summary>
    public static IEnumerable<(string Key, string Value)> ImageVariables => File.ReadLines(Path.Combine(Root, "infra/docker/Dockerfile"))
        .Where(line => line.StartsWith("ENV ", StringComparison.Ordinal))
        .Select(line => line[4..].Split('=', 2))
        .Select(parts => (parts[0], parts[1]));

    public static Compose Read()
    {
        using var text = File.OpenText(Path.Combine(Root, "docker-compose.yml"));
        return new(new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(text))));
    }

    /// <summary>Runs infra/docker/prepare into a folder.</summary>
    public static async Task Prepare(string folder)
    {
        using var prepare = Process.Start(Path.Combine(Root, "infra/docker/prepare"), [folder]);
        await prepare.WaitForExitAsync();
        Assert.Equal(0, prepare.ExitCode);
    }

    internal static Dictionary<object, object> Map(Dictionary<object, object> parent, string key) => (Dictionary<object, object>)parent[key];
}

/// <summary>One service of the compose file.</summary>
internal sealed class ComposeService(string name, Dictionary<object, object> body)
{
    public string Name => name;

    public IReadOnlyDictionary<string, string> Environment =>
        Compose.Map(body, "environment").ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value, StringComparer.Ordinal);

    /// <summary>Its fixed address in the site's network.</summary>
    public string Address => (string)Compose.Map(Compose.Map(body, "networks"), "site")["ipv4_address"];

    public IReadOnlyList<string> Secrets => List("secrets");

    public IReadOnlyList<string> Volumes => List("volumes");

    public string? Text(string key) => body.GetValueOrDefault(key) as string;

    public IReadOnlyList<string> List(string key) => [.. ((List<object>)body[key]).Select(item => item as string ?? (string)((Dictionary<object, object>)item)["source"])];
}
