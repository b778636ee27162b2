using System.Text.RegularExpressions;
using Eoc.SystemTests.Running;

namespace Eoc.SystemTests.Containers;

public sealed partial class The_compose_file
{
    private readonly Compose _compose = Compose.Read();

    [Fact]
    public void has_two_silos_two_edges_and_one_that_works() =>
        Assert.Equal(["edge", "edge", "silo", "silo", "work"], _compose.Processes.Select(process => process.Environment["EOC_ROLES"]).Order());

    [Fact]
    public void gives_each_process_time_to_end_and_a_folder_of_its_own()
    {
        Assert.All(_compose.Processes, process => Assert.Equal("30s", process.Text("stop_grace_period")));
        Assert.Distinct(_compose.Processes.Select(process => Assert.Single(process.Volumes)));
        Assert.All(_compose.Processes, process => Assert.EndsWith(":/data", process.Volumes[0], StringComparison.Ordinal));
    }

    [Fact]
    public void holds_no_secret_and_mounts_each_that_is_named()
    {
        Assert.All(_compose.Processes, process => Assert.DoesNotContain(process.Environment, set => set.Value.Contains("assword", StringComparison.Ordinal)));
        foreach (var process in _compose.Processes)
        {
            var named = process.Environment.Values.Where(value => value.StartsWith("/run/secrets/", StringComparison.Ordinal)).Select(value => value["/run/secrets/".Length..]);
            Assert.Equal(named.Order(), process.Secrets.Order());
        }
    }

    [Fact]
    public async Task names_what_its_preparation_makes()
    {
        var folder = Directory.CreateTempSubdirectory("eoc-secrets-");
        await Compose.Prepare(folder.FullName);

        Assert.All(_compose.Secrets.Values, file => Assert.True(File.Exists(Path.Combine(folder.FullName, file)), file));
        var database = _compose.Services["database"].Environment;
        var journal = new Npgsql.NpgsqlConnectionStringBuilder(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "eoc-journal")));
        Assert.Equal(("database", database["POSTGRES_USER"], database["POSTGRES_DB"]), (journal.Host, journal.Username, journal.Database));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "database-password")), journal.Password);
        var bus = new Uri(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "eoc-bus")));
        Assert.Contains(bus.Host, _compose.Services.Keys);
        Assert.Contains($"default_pass = {bus.UserInfo.Split(':')[1]}", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "broker.conf")), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, folder.UnixFileMode);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void lets_nobody_but_consoles_in() =>
        Assert.Equal(["edge-1", "edge-2"], _compose.Services.Values.Where(service => HasPorts(service)).Select(service => service.Name).Order());

    [Fact]
    public void names_every_image_by_its_exact_version()
    {
        var bases = File.ReadLines(Path.Combine(Compose.Root, "infra/docker/Dockerfile"))
            .Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]);
        var images = _compose.Services.Values.Select(service => service.Text("image")!).Where(image => image != "eoc");
        Assert.All(bases.Concat(images), image => Assert.Matches(Exact, image));
    }

    [GeneratedRegex(@":\d+\.\d+(\.\d+)?(-[a-z]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Exact { get; }

    private static bool HasPorts(ComposeService service)
    {
        try
        {
            return service.List("ports").Count > 0;
        }
        catch (KeyNotFoundException)
        {
            return false;
        }
    }
}
