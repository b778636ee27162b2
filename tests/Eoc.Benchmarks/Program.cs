using System.CommandLine;
using Eoc.Benchmarks;
using Eoc.Benchmarks.FanOut;
using Eoc.Benchmarks.Floors;

if (args is ["echo"]) return await EchoServer.Run();
if (args is ["signalr"]) return await SignalRFloor.Serve();
if (args is ["frames"]) return await BareFrames.Serve();

var what = new Argument<string>("what") { Description = "p1 (acknowledged latency), p2 (durable throughput), p4 (fan-out), p5 (freshness) or p6 (wire size)." };
what.AcceptOnlyFromAmong("p1", "p2", "p4", "p5", "p6");
var postgres = new Option<bool>("--postgres") { Description = "A private PostgreSQL instead of SQLite." };
var rabbit = new Option<bool>("--rabbit") { Description = "A private RabbitMQ instead of the bus in memory." };
var slowDisk = new Option<bool>("--slow-disk") { Description = "Every fsync takes 2 ms longer." };
var repetitions = new Option<int>("--repetitions") { DefaultValueFactory = _ => 5 };
var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 10, Description = "Of each measurement." };
var root = new RootCommand("Measures the centre and its floors side by side, in one run.") { what, postgres, rabbit, slowDisk, repetitions, seconds };
// The floor of SQLite runs in this process, whose disk nobody slows: a ratio to it would say nothing.
root.Validators.Add(given =>
{
    if (given.GetValue(slowDisk) && !given.GetValue(postgres)) given.AddError("--slow-disk needs --postgres.");
});
root.SetAction(async parsed =>
{
    Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {Environment.OSVersion}");
    await using var site = await Site.Open(parsed.GetValue(postgres), parsed.GetValue(rabbit), parsed.GetValue(slowDisk));
    var duration = TimeSpan.FromSeconds(parsed.GetValue(seconds));
    Func<Site, int, TimeSpan, Task> measure = parsed.GetValue(what) switch
    {
        "p1" => AcknowledgedLatency.Run,
        "p2" => DurableThroughput.Run,
        "p4" => FanOutEfficiency.Run,
        "p5" => Freshness.Run,
        _ => WireSize.Run,
    };
    await measure(site, parsed.GetValue(repetitions), duration);
    return 0;
});
return await root.Parse(args).InvokeAsync();
