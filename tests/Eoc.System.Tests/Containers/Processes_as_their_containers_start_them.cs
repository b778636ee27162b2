using System.Security.Cryptography.X509Certificates;
using Eoc.Contracts.Rpc.V1;
using Eoc.SystemTests.Running;
using Eoc.SystemTests.Tracing;
using Eoc.TestServers;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Npgsql;

namespace Eoc.SystemTests.Containers;

/// <summary>No container engine is needed: what an engine would give each process is given to it here, against local servers.</summary>
public sealed class Processes_as_their_containers_start_them(ITestOutputHelper output)
{
    [Fact]
    public async Task become_healthy_take_a_command_through_either_edge_and_end_in_time()
    {
        await using var database = await PostgresServer.StartPrivate("max_connections=300");
        await using var broker = await RabbitServer.StartPrivate();
        await using var collector = await Collector.Start();
        var (compose, folder) = (Compose.Read(), Directory.CreateTempSubdirectory("eoc-containers-"));
        var secrets = await Secrets(compose, folder.FullName, database, broker);
        List<Container> containers = [.. compose.Processes.Select(process => new Container(process, folder.FullName, secrets, collector.Address))];
        try
        {
            var began = TimeProvider.System.GetTimestamp();
            await Task.WhenAll(containers.Select(container => container.Start()));
            foreach (var container in containers) await container.IsHealthy();
            output.WriteLine($"five processes healthy after {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s");

            var password = containers.SelectMany(container => container.Lines).First(line => line.StartsWith("  password  ", StringComparison.Ordinal))[12..].Trim();
            var commands = await Command([.. containers.Where(container => container.HasEdge)], secrets["tls-cert"], password);
            await Eventually.Holds("the collector has the turn of each command", TimeSpan.FromSeconds(60), () => Task.FromResult(
                commands.Where(command => !HasTurn(collector, command)).ToList() is { Count: > 0 } missing ? $"{missing.Count} are missing" : null));

            await Task.WhenAll(containers.Select(container => container.Stop()));
            Assert.All(containers, container => Assert.Contains("It ended with 0.", container.Lines));
        }
        finally
        {
            foreach (var container in containers) await container.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What the preparation makes, with the two addresses that differ.</summary>
    private static async Task<Dictionary<string, string>> Secrets(Compose compose, string folder, PostgresServer database, RabbitServer broker)
    {
        await Compose.Prepare(folder);
        var secrets = compose.Secrets.ToDictionary(secret => secret.Key, secret => Path.Combine(folder, secret.Value), StringComparer.Ordinal);
        var local = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var journal = new NpgsqlConnectionStringBuilder(await File.ReadAllTextAsync(secrets["eoc-journal"])) { Host = local.Host, Port = local.Port, Username = local.Username, Database = local.Database };
        await File.WriteAllTextAsync(secrets["eoc-journal"], journal.ConnectionString);
        await File.WriteAllTextAsync(secrets["eoc-bus"], broker.Uri.ToString());
        return secrets;
    }

    private static async Task<List<Guid>> Command(List<Container> edges, string certificate, string password)
    {
        using var own = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(certificate));
        var commands = new List<Guid>();
        foreach (var (index, edge) in edges.Index())
        {
            using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => own.RawDataMemory.Span.SequenceEqual(shown!.GetRawCertData()) } };
            using var channel = GrpcChannel.ForAddress($"https://{edge.Host}:5080", new GrpcChannelOptions { HttpHandler = handler });
            var session = await new SessionService.SessionServiceClient(channel).SignInAsync(new() { Realm = "live", Account = "admin", Password = password });
            var headers = new Metadata { { "authorization", $"Bearer {session.Token}" } };
            var header = new CommandHeader { Realm = "live", CommandId = Guid.CreateVersion7().ToString(), IssuedAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) };
            var outcome = index == 0
                ? (await new RealmService.RealmServiceClient(channel).OpenRealmAsync(
                    new() { Header = header, Kind = RealmKind.Live, TimeZone = "America/Chicago", Title = "Live", Clock = ClockMode.Wall }, headers)).Outcome
                : (await new AgencyService.AgencyServiceClient(channel).RegisterAgencyAsync(
                    new() { Header = header, Agency = "cfd", Name = "Fire", Discipline = Discipline.Fire }, headers)).Outcome;
            Assert.NotNull(outcome.Accepted);
            commands.Add(Guid.Parse(header.CommandId));
        }

        return commands;
    }

    private static bool HasTurn(Collector collector, Guid command) =>
        collector.Spans.Any(span => span.Name == "turn" && span.TraceId.Span.SequenceEqual(command.ToByteArray(bigEndian: true)));
}
