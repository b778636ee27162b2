using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Running;
using Eoc.SystemTests.Starting;
using Eoc.SystemTests.Watching;
using Npgsql;

namespace Eoc.SystemTests.Poisoning;

public sealed class A_poison_fact
{
    private const string Stream = "live/unit/cfd/poison";

    [Fact]
    public async Task is_parked_and_visible_while_others_flow()
    {
        await using var site = await Site.Open("silo,edge,work");
        await using var viewer = Viewer.At(site.Crew.Supervisor.At(0));
        await Poison(site);
        // A process that starts finds it in its way before anything else.
        await site.Members[0].Kill();
        await site.Members[0].Start();

        await Given.Health(site.Members[0], $"parked {Stream}", TimeSpan.FromSeconds(60));
        var incident = Guid.CreateVersion7();
        Crew.Accepted(await site.Crew.Supervisor.OpenIncident(incident));

        await Eventually.Holds("others flow", TimeSpan.FromSeconds(60), () => Task.FromResult(viewer.Shows(incident) ? null : "the incident is not shown"));
        await Site.Ready(site.Members[0], TimeSpan.FromSeconds(60));
    }

    /// <summary>An entry of a type that every build knows, with a content that none can have written.</summary>
    private static Task Poison(Site site) => Run(
        site,
        """
        INSERT INTO eoc_live.events (stream, version, event_id, type, data, actor, agency, occurred_at, source, recorded_at, command_id, hash, writer, commit_number)
        VALUES ($1, 1, gen_random_uuid(), 'unit.enrolled/1', convert_to('{"unit":"cfd/poison","profile":7}', 'UTF8'), 'live/mallory', 'cfd', 0, 4, 0,
            gen_random_uuid(), '\x00', gen_random_uuid(), 1)
        """,
        "INSERT INTO eoc_live.streams (stream, head, hash) VALUES ($1, 1, '\\x00')");

    private static async Task Run(Site site, params string[] statements)
    {
        await using var source = site.OpenDatabase();
        foreach (var sql in statements)
        {
            await using var command = source.CreateCommand(sql);
            command.Parameters.Add(new NpgsqlParameter { Value = Stream });
            await command.ExecuteNonQueryAsync();
        }
    }
}
