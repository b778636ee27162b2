using System.Diagnostics;
using System.Globalization;
using Eoc.Benchmarks.Measuring;
using Eoc.Benchmarks.Ours;
using Eoc.Contracts.Rpc.V1;
using Grpc.Core;

namespace Eoc.Benchmarks.FanOut;

/// <summary>P5: how old a position is when a console has decoded it, while 500 consoles look on. One clock: trackers and consoles are this process.</summary>
internal static class Freshness
{
    private const int Sampled = 20;

    public static async Task Run(Site site, int repetitions, TimeSpan duration)
    {
        await using var centre = await site.Centre();
        await centre.EnrolAll(MovingCity.Names);
        await using var consoles = Consoles.Open(centre);
        await using var trackers = Trackers.Start(centre);
        using var stop = new CancellationTokenSource();
        var ages = new List<double>();
        var isMeasuring = false;
        var reading = Enumerable.Range(0, Sampled).Select(console => Read(centre, trackers, console, age => Take(age), stop.Token)).ToList();
        await Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System);
        var (p99, p999, slowed) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < repetitions; i++)
        {
            var alone = await Measure("age at decode");
            p99.Add(At(alone, 0.99));
            p999.Add(At(alone, 0.999));
            using var gone = new CancellationTokenSource();
            var slow = SlowConsole.Read(centre, gone.Token);
            await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
            slowed.Add(At(await Measure("beside a console at a tenth of the speed"), 0.99) / p99[^1]);
            await gone.CancelAsync();
            await slow;
        }

        await stop.CancelAsync();
        await Task.WhenAll(reading);
        Console.WriteLine(new Ratios("P5 age at decode p99, ms", p99, "<= 275"));
        Console.WriteLine(new Ratios("P5 age at decode p99.9, ms", p999, "<= 500"));
        Console.WriteLine(new Ratios("P5 p99 beside a console at a tenth of the speed / without", slowed, "<= 1.05"));

        async Task<List<double>> Measure(string what)
        {
            lock (ages) isMeasuring = true;
            await Task.Delay(duration, TimeProvider.System);
            List<double> sorted;
            lock (ages)
            {
                (sorted, isMeasuring) = ([.. ages.Order()], false);
                ages.Clear();
            }

            var load = await FanOutEfficiency.LoadAverage();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: p50 {At(sorted, 0.5):F0} ms  p95 {At(sorted, 0.95):F0} ms  p99 {At(sorted, 0.99):F0} ms  p99.9 {At(sorted, 0.999):F0} ms  n {sorted.Count}; load average {load}"));
            return sorted;
        }

        void Take(double age)
        {
            lock (ages)
            {
                if (isMeasuring) ages.Add(age);
            }
        }
    }

    private static double At(List<double> sorted, double quantile) => sorted[Math.Min(sorted.Count - 1, (int)(quantile * sorted.Count))];

    private static async Task Read(Centre centre, Trackers trackers, int console, Action<double> take, CancellationToken cancellation)
    {
        using var channel = centre.Connect();
        var held = new HeldPositions();
        try
        {
            using var stream = new PictureStreamService.PictureStreamServiceClient(channel).Watch(Consoles.Request(console), centre.Dispatcher, cancellationToken: cancellation);
            await foreach (var message in stream.ResponseStream.ReadAllAsync(cancellation))
            {
                foreach (var (unit, latitude, _) in held.Apply(message))
                {
                    // One in twenty is enough of them: every two hundredth unit would miss whole messages.
                    if (unit % Sampled == console && trackers.SentAt(unit, MovingCity.Move(unit, latitude)) is > 0 and var sent) take(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            // Stopped.
        }
    }
}
