using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Running;
using Npgsql;

namespace Eoc.SystemTests.Clustering;

[Collection(nameof(TwoSilos))]
public sealed class Joining_a_cluster(TwoSilos cluster)
{
    private const int Active = 3;

    [Fact]
    public async Task makes_every_silo_a_member()
    {
        await cluster.Site.Heal();

        var ports = await ActivePorts();

        Assert.Equal(cluster.Site.Members.Select(member => member.Ports.Silo).Order(), ports.Order());
    }

    [Fact]
    public async Task spreads_grains_so_that_any_edge_reaches_any_unit()
    {
        await cluster.Site.Heal();
        var (desk, incident) = (cluster.Site.Crew.Supervisor, Guid.CreateVersion7());
        var units = await cluster.Site.Crew.Enrol("join", 8);
        Crew.Accepted(await desk.OpenIncident(incident));

        // Eight units fall on both silos, and each edge asks for all of them.
        foreach (var edge in (int[])[0, 1])
        {
            foreach (var unit in units)
            {
                var assignment = Guid.CreateVersion7();
                Crew.Accepted(await desk.At(edge).Dispatch(unit, incident, assignment));
                Crew.Accepted(await desk.At(edge).End(unit, assignment));
            }
        }
    }

    private async Task<List<int>> ActivePorts()
    {
        await using var source = cluster.Site.OpenDatabase();
        await using var command = source.CreateCommand("SELECT port FROM orleans.membership WHERE status = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = Active });
        await using var reader = await command.ExecuteReaderAsync();
        var ports = new List<int>();
        while (await reader.ReadAsync()) ports.Add(reader.GetInt32(0));
        return ports;
    }
}
