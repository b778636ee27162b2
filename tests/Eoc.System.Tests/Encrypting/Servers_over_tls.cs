using System.Globalization;
using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Running;
using Eoc.SystemTests.Starting;
using Eoc.TestServers;
using Npgsql;

namespace Eoc.SystemTests.Encrypting;

/// <summary>A process whose database and broker speak TLS alone, with certificates of an authority that only its environment names.</summary>
public sealed class Servers_over_tls
{
    [Fact]
    public async Task carry_every_connection_of_a_process_that_takes_commands()
    {
        using var databasePem = PemFiles.For("postgres");
        using var brokerPem = PemFiles.For("rabbitmq");
        await using var database = await PostgresServer.StartPrivate("ssl=on", $"ssl_cert_file={databasePem.Certificate}", $"ssl_key_file={databasePem.Key}");
        await using var broker = await RabbitServer.StartEncrypted(brokerPem);
        var verified = $"{database.ConnectionString};SSL Mode=VerifyFull;Root Certificate={databasePem.Authority}";
        await using var member = Member(verified, broker.Uri, brokerPem.Authority);

        await member.Start();
        await Site.Ready(member, TimeSpan.FromSeconds(60));
        await Given.Health(member, "masstransit-bus: Healthy", TimeSpan.FromSeconds(60));
        using var crew = await Crew.SignIn([member.Ports.GrpcAddress], member.AdministratorPassword!);
        await crew.Enrol("tls", 1);

        Assert.DoesNotContain(await Encrypted(verified), encrypted => !encrypted);
        Assert.DoesNotContain(await broker.Ask("list_connections", "ssl"), row => row[0] != "true");
        Assert.NotEmpty(await broker.Ask("list_connections", "ssl"));
    }

    [Fact]
    public async Task are_not_believed_when_another_authority_signed()
    {
        using var theirs = PemFiles.For("postgres");
        using var ours = PemFiles.For(string.Empty);
        await using var database = await PostgresServer.StartPrivate("ssl=on", $"ssl_cert_file={theirs.Certificate}", $"ssl_key_file={theirs.Key}");
        var verified = $"{database.ConnectionString};SSL Mode=VerifyFull;Root Certificate={ours.Authority}";
        var data = Directory.CreateTempSubdirectory("eoc-tls-");

        await using var waiting = await ServerProcess.Start(
            string.Empty, data.FullName, "Waiting for the database",
            "env", $"EOC_DATA={data.FullName}", "EOC_HTTP=0", "EOC_GRPC=0", $"EOC_JOURNAL={verified}", "dotnet", HostProcess.Executable);

        Assert.Contains(waiting.Lines, line => line.Contains("SSL", StringComparison.Ordinal) || line.Contains("certificate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task are_not_joined_when_the_broker_is_an_impostor()
    {
        using var theirs = PemFiles.For("rabbitmq");
        using var ours = PemFiles.For(string.Empty);
        await using var database = await PostgresServer.StartPrivate();
        await using var broker = await RabbitServer.StartEncrypted(theirs);
        await using var member = Member(database.ConnectionString, broker.Uri, ours.Authority);

        await member.Start();

        await Eventually.Holds("the broker's certificate is refused", TimeSpan.FromSeconds(60), () =>
            Task.FromResult(member.Output.Contains("The broker is away (The remote certificate was rejected", StringComparison.Ordinal) ? null : member.Output));
        Assert.DoesNotContain("   at ", member.Output, StringComparison.Ordinal);
        Assert.Empty(await broker.Ask("list_connections", "ssl"));
    }

    private static Member Member(string database, Uri broker, string authority)
    {
        var ports = Ports.Take();
        return new("encrypted", Directory.CreateTempSubdirectory("eoc-member-").FullName, ports, "silo,edge,work", [
            ("EOC_JOURNAL", database), ("EOC_BUS", broker.ToString()), ("EOC_SILO", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{ports.Silo}")),
            // How a site names an authority of its own to everything in .NET.
            ("SSL_CERT_FILE", authority),
        ]);
    }

    /// <summary>For each connection of ours to the database, whether it is encrypted.</summary>
    private static async Task<List<bool>> Encrypted(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("SELECT s.ssl FROM pg_stat_activity a JOIN pg_stat_ssl s USING (pid) WHERE a.client_port > 0");
        await using var reader = await command.ExecuteReaderAsync();
        var encrypted = new List<bool>();
        while (await reader.ReadAsync()) encrypted.Add(reader.GetBoolean(0));
        return encrypted;
    }
}
