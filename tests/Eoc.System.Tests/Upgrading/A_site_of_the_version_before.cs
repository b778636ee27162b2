using Eoc.Contracts.Rpc.V1;
using Eoc.SystemTests.Containers;
using Eoc.TestServers;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Data.Sqlite;

namespace Eoc.SystemTests.Upgrading;

/// <summary>
/// A data folder that the last build before stores recorded their form has written, kept as SQL so that it can be read: an agency, a unit under way to an
/// incident, a note, an account. It is opened as the runbook says: stop, replace the program, start.
/// </summary>
public sealed class A_site_of_the_version_before : IAsyncLifetime
{
    private const string Incident = "0198c5a2-7b1e-7c3d-a000-000000000001";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("eoc-before-");

    public async ValueTask InitializeAsync()
    {
        await Restore("live.sql", "journal/live.db");
        await Restore("identity.sql", "identity.db");
    }

    public ValueTask DisposeAsync()
    {
        _data.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task is_opened_with_its_people_its_incidents_and_its_chain_whole()
    {
        await using var host = await HostProcess.Start(_data.FullName);
        using var channel = GrpcChannel.ForAddress(host.Grpc);

        Assert.Null(host.AdministratorPassword);
        var kim = await SignIn(channel);
        var shown = await Shown(channel, kim);
        Assert.Contains(shown, upsert => upsert.Note?.Text == "Hydrant frozen at Lawrence.");
        Assert.Contains(shown, upsert => upsert.Assignment is { Incident: Incident, Unit: "cfd/e12", Step: AssignmentStep.EnRoute });

        var reply = await new IncidentService.IncidentServiceClient(channel).NoteIncidentAsync(
            new() { Header = Header(), Incident = Incident, Text = "By the version after." }, kim);
        Assert.NotNull(reply.Outcome.Accepted);
        Assert.Equal(0, await host.Stop());
        Assert.Equal((1, 1), (await FormOf("journal/live.db"), await FormOf("identity.db")));
        var (verified, words) = await HostProcess.Run(["verify"], _data.FullName);
        Assert.True(verified == 0, words);
    }

    [Fact]
    public async Task goes_on_with_what_the_unit_was_doing()
    {
        await using var host = await HostProcess.Start(_data.FullName);
        using var channel = GrpcChannel.ForAddress(host.Grpc);
        var units = new UnitService.UnitServiceClient(channel);

        var reply = await units.AdvanceAssignmentAsync(new() { Header = Header(), Unit = "cfd/e12", Step = AssignmentStep.OnScene }, await SignIn(channel));

        Assert.NotNull(reply.Outcome.Accepted);
    }

    private static async Task<Metadata> SignIn(GrpcChannel channel)
    {
        var session = await new SessionService.SessionServiceClient(channel).SignInAsync(new() { Realm = "live", Account = "kim", Password = "Of-the-version-before-2" });
        return new() { { "authorization", $"Bearer {session.Token}" } };
    }

    /// <summary>What the picture shows, as soon as it shows the incident's note.</summary>
    private static async Task<List<Upsert>> Shown(GrpcChannel channel, Metadata who)
    {
        using var patience = new CancellationTokenSource(Soon);
        using var watch = new PictureStreamService.PictureStreamServiceClient(channel).Watch(new() { Realm = "live" }, who);
        var shown = new List<Upsert>();
        while (!shown.Exists(upsert => upsert.Note is not null) || !shown.Exists(upsert => upsert.Assignment is not null))
        {
            Assert.True(await watch.ResponseStream.MoveNext(patience.Token));
            shown.AddRange(watch.ResponseStream.Current.Channels.SelectMany(frame => frame.Changes).Select(change => change.Upsert).OfType<Upsert>());
        }

        return shown;
    }

    private static CommandHeader Header() => new()
    {
        Realm = "live", CommandId = Guid.CreateVersion7().ToString(), IssuedAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()),
    };

    private async Task Restore(string dump, string store)
    {
        var file = Path.Combine(_data.FullName, store);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await Ask(file, await File.ReadAllTextAsync(Path.Combine(Compose.Root, "tests/Eoc.System.Tests/Upgrading/version-before", dump)));
    }

    private async Task<long> FormOf(string store) => (long)(await Ask(Path.Combine(_data.FullName, store), "PRAGMA user_version"))!;

    private static async Task<object?> Ask(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
