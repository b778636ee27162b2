using System.CommandLine;
using Eoc.Benchmarks;
using Eoc.Benchmarks.Floors;

if (args is ["echo"]) return await EchoServer.Run();

var what = new Argument<string>("what") { Description = "p1 (acknowledged latency) or p2 (durable throughput)." };
what.AcceptOnlyFromAmong("p1", "p2");
var postgres = new Option<bool>("--postgres") { Description = "A private PostgreSQL instead of SQLite." };
var rabbit = new Option<bool>("--rabbit") { Description = "A private RabbitMQ instead of the bus in memory." };
var slowDisk = new Option<bool>("--slow-disk") { Description = "Every fsync takes 2 ms longer." };
var repetitions = new Option<int>("--repetitions") { DefaultValueFactory = _ => 5 };
var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 10, Description = "Of each measurement." };
var root = new RootCommand("Measures the centre and its floors side by side, in one run.") { what, postgres, rabbit, slowDisk, repetitions, seconds };
root.SetAction(async parsed =>
{
    Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {Environment.OSVersion}");
    await using var site = await Site.Open(parsed.GetValue(postgres), parsed.GetValue(rabbit), parsed.GetValue(slowDisk));
    var duration = TimeSpan.FromSeconds(parsed.GetValue(seconds));
    await (parsed.GetValue(what) == "p1"
        ? AcknowledgedLatency.Run(site, parsed.GetValue(repetitions), duration)
        : DurableThroughput.Run(site, parsed.GetValue(repetitions), duration));
    return 0;
});
return await root.Parse(args).InvokeAsync();
