using System.Text.Json;
using Eoc.SystemTests.Clustering;
using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Running;
using RabbitMQ.Client;

namespace Eoc.SystemTests.Wiring;

[Collection(nameof(TwoSilos))]
public sealed class Wiring_the_bus(TwoSilos cluster)
{
    private static readonly string[] Exchanges = ["eoc.facts", "eoc.positions"];
    private static readonly string[] Lanes = ["exercise", "live"];

    /// <summary>The streams that were heard of on each queue.</summary>
    private readonly Dictionary<string, string> _heard = [];

    [Fact]
    public async Task declares_the_exchanges_by_their_frozen_names_direct_and_durable()
    {
        await cluster.Site.Heal();

        var declared = await cluster.Site.Broker.Ask("list_exchanges", "name", "type", "durable", "auto_delete");

        foreach (var name in Exchanges) Assert.Equal([name, "direct", "true", "false"], Assert.Single(declared, exchange => exchange[0] == name));
    }

    [Fact]
    public async Task gives_every_process_a_queue_of_its_own_for_each_exchange_and_lane()
    {
        await cluster.Site.Heal();

        await Eventually.Holds("each exchange and lane reaches every edge", TimeSpan.FromSeconds(60), async () =>
        {
            var bindings = (await cluster.Site.Broker.Ask("list_bindings", "source_name", "routing_key", "destination_name"))
                .Where(binding => Exchanges.Contains(binding[0]) && binding[2].Contains("picture", StringComparison.Ordinal)).ToList();
            var expected = Exchanges.SelectMany(exchange => Lanes.Select(lane => (exchange, lane)));
            return expected.All(pair => bindings.Count(binding => binding[0] == pair.exchange && binding[1] == pair.lane) == cluster.Site.Edges.Count())
                ? null
                : string.Join(", ", bindings.Select(binding => string.Join('/', binding)));
        });
        var queues = (await cluster.Site.Broker.Ask("list_queues", "name", "type", "arguments")).Where(queue => queue[0].Contains("picture", StringComparison.Ordinal)).ToList();
        Assert.All(queues, queue => Assert.Equal("classic", queue[1]));
        // MassTransit's way of saying that a queue goes with its process: a minute later, so that it outlives a reconnect.
        Assert.All(queues, queue => Assert.Contains("\"x-expires\",60000", queue[2], StringComparison.Ordinal));
        Assert.Equal(Exchanges.Length * Lanes.Length * cluster.Site.Edges.Count(), queues.Count);
    }

    [Fact]
    public async Task keeps_exercises_off_the_live_lane_and_the_message_by_its_frozen_name()
    {
        await cluster.Site.Heal();
        await using var connection = await new ConnectionFactory { Uri = cluster.Site.Broker.Uri }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var live = await Tap(channel, "live");
        var exercise = await Tap(channel, "exercise");
        var incident = Guid.CreateVersion7();

        Crew.Accepted(await cluster.Site.Crew.Administrator.In("drill-7").OpenRealm());
        Crew.Accepted(await cluster.Site.Crew.Supervisor.OpenIncident(incident));

        var drill = await Next(channel, exercise, "drill-7");
        var real = await Next(channel, live, incident.ToString());
        Assert.Equal("drill-7", drill.GetProperty("message").GetProperty("realm").GetString());
        Assert.Equal("live", real.GetProperty("message").GetProperty("realm").GetString());
        Assert.Equal("urn:message:Eoc.Contracts.Events:FactsPublished", real.GetProperty("messageType")[0].GetString());
        Assert.DoesNotContain("drill-7", _heard[live], StringComparison.Ordinal);
        Assert.DoesNotContain(incident.ToString(), _heard[exercise], StringComparison.Ordinal);
    }

    private async Task<string> Tap(IChannel channel, string lane)
    {
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        await channel.QueueBindAsync(queue, "eoc.facts", lane);
        _heard[queue] = string.Empty;
        return queue;
    }

    /// <summary>The next message that speaks of something; the facts' bytes travel as base64.</summary>
    private async Task<JsonElement> Next(IChannel channel, string queue, string about)
    {
        JsonElement? found = null;
        await Eventually.Holds($"a message about {about}", TimeSpan.FromSeconds(60), async () =>
        {
            if (await channel.BasicGetAsync(queue, autoAck: true) is not { } got) return "the queue is empty";
            var message = JsonSerializer.Deserialize<JsonElement>(got.Body.Span);
            var streams = string.Join(' ', message.GetProperty("message").GetProperty("facts").EnumerateArray().Select(fact => fact.GetProperty("stream").GetString()));
            _heard[queue] += streams;
            if (!streams.Contains(about, StringComparison.Ordinal)) return $"only of {streams}";
            found = message;
            return null;
        });
        return found!.Value;
    }
}
