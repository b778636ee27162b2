using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Eoc.SystemTests.Running;
using Eoc.TestServers;
using Microsoft.Data.Sqlite;

namespace Eoc.SystemTests.Starting;

public sealed class A_start_that_fails : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("eoc-start-");

    public void Dispose() => _data.Delete(recursive: true);

    [Theory]
    [InlineData("EOC_HTTP")]
    [InlineData("EOC_GRPC")]
    public async Task for_a_port_in_use_names_the_port_and_the_setting(string key)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var (code, output) = await HostProcess.RunToItsEnd(_data.FullName, (key, port));

        Says(75, $"{key}: port {port} on 127.0.0.1 is taken", code, output);
    }

    [Fact]
    public async Task for_a_data_folder_that_cannot_be_written_says_which()
    {
        var file = Path.Combine(_data.FullName, "not-a-folder");
        await File.WriteAllTextAsync(file, "");

        var (code, output) = await HostProcess.RunToItsEnd(file);

        Says(73, $"EOC_DATA: the data folder {file} cannot be written", code, output);
    }

    [Fact]
    public async Task for_a_data_folder_that_another_process_uses_says_so()
    {
        await using var centre = await EmbeddedCentre.Open();

        var (code, output) = await HostProcess.RunToItsEnd(centre.Process.Data);

        Says(69, "is used by another process. Stop that one, or set EOC_DATA", code, output);
    }

    [Theory]
    [InlineData("journal/live.db", "live.db was written by a newer version of this program")]
    [InlineData("identity.db", "Accounts and sessions were written by a newer version of this program")]
    public async Task over_a_store_of_a_newer_version_says_what_to_do(string store, string words)
    {
        var file = Path.Combine(_data.FullName, store);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using (var newer = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await newer.OpenAsync();
            await using var mark = newer.CreateCommand();
            mark.CommandText = "PRAGMA user_version = 999";
            await mark.ExecuteNonQueryAsync();
        }

        var (code, output) = await HostProcess.RunToItsEnd(_data.FullName);

        Says(69, words, code, output);
    }

    [Theory]
    [InlineData("EOC_ROLES", "boss", "EOC_ROLES: \"boss\" is no role")]
    [InlineData("EOC_HTPP", "5080", "EOC_HTPP: there is no such setting")]
    [InlineData("EOC_HTTP", "many", "EOC_HTTP: give a port, or address:port")]
    [InlineData("EOC_JOURNAL", "nonsense", "EOC_JOURNAL: ")]
    [InlineData("EOC_JOURNAL_FILE", "/nowhere/secret", "EOC_JOURNAL_FILE: cannot be read")]
    [InlineData("EOC_BUS", "http://broker", "EOC_BUS: give amqp://")]
    [InlineData("EOC_SILO", "0.0.0.0:11111", "EOC_JOURNAL: several processes need PostgreSQL")]
    [InlineData("EOC_TLS_CERT", "/nowhere/cert.pem", "EOC_TLS_CERT: certificate and key come together")]
    public async Task for_a_bad_setting_names_it_and_the_remedy(string key, string value, string words)
    {
        var (code, output) = await HostProcess.RunToItsEnd(_data.FullName, (key, value));

        Says(64, words, code, output);
    }

    [Theory]
    [InlineData("0.0.0.0:11111")]
    [InlineData("[::]:11111")]
    [InlineData("8.8.8.8:11111")]
    public async Task for_a_silo_address_that_anybody_could_reach_says_why(string address)
    {
        var (code, output) = await HostProcess.RunToItsEnd(
            _data.FullName, ("EOC_SILO", address), ("EOC_JOURNAL", "Host=127.0.0.1;Username=eoc"), ("EOC_BUS", "amqp://127.0.0.1:1/"));

        Says(64, "EOC_SILO: the link between silos is not encrypted: give one loopback or private address, never a wildcard.", code, output);
    }

    /// <summary>A message for people, once, and no stack trace.</summary>
    private static void Says(int expected, string words, int code, string output)
    {
        Assert.Contains(words, output, StringComparison.Ordinal);
        Assert.Equal(expected, code);
        Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
