using System.Collections.Concurrent;
using System.Diagnostics;

namespace Eoc.Simulation;

/// <summary>Shifts from one seed after another, as many at once as there are cores: each has its own world, and its world one thread.</summary>
/// <param name="first">The first seed.</param>
/// <param name="length">How long a shift is, in simulated time.</param>
internal sealed class Campaign(int first, TimeSpan length)
{
    private readonly ConcurrentBag<Played> _played = [];
    private int _next = first;

    /// <summary>Every shift that was played, by seed.</summary>
    public IReadOnlyList<Played> Shifts => [.. _played.OrderBy(played => played.Seed)];

    /// <summary>Plays for that long, and at least one shift. One that fails does not end it.</summary>
    public void Play(TimeSpan budget)
    {
        var watch = Stopwatch.StartNew();
        var players = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() => PlayUntil(watch, budget))).ToList();
        foreach (var player in players) player.Start();
        foreach (var player in players) player.Join();
    }

    /// <summary>One shift.</summary>
    public static Played PlayOne(int seed, TimeSpan length)
    {
        using var shift = new Shift(seed);
        try
        {
            var (time, violations) = shift.Play(length);
            return new(seed, time, shift.Summary, violations);
        }
        catch (InvalidOperationException failure)
        {
            return new(seed, TimeSpan.Zero, shift.Summary, [failure.ToString()]);
        }
    }

    private void PlayUntil(Stopwatch watch, TimeSpan budget)
    {
        do _played.Add(PlayOne(Interlocked.Increment(ref _next) - 1, length));
        while (watch.Elapsed < budget);
    }
}

/// <summary>A shift that was played.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Time">The simulated time it took.</param>
/// <param name="Summary">What happened.</param>
/// <param name="Violations">What did not hold.</param>
internal sealed record Played(int Seed, TimeSpan Time, string Summary, IReadOnlyList<string> Violations)
{
    public override string ToString() => $"seed {Seed} ({Summary}){string.Concat(Violations.Take(20).Select(violation => $"\n  {violation}"))}";
}
