using System.Globalization;
using System.Diagnostics;

namespace Eoc.Simulation;

/// <summary>
/// Fresh seeds for as long as <c>EOC_SIM_SECONDS</c> says (20, with <c>CI=true</c> 120). One seed again: <c>EOC_SIM_SEED=n</c>.
/// </summary>
public sealed class Any_shift(ITestOutputHelper output)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(15);

    [Fact]
    public void keeps_every_invariant()
    {
        var (watch, budget, simulated, shifts) = (Stopwatch.StartNew(), Budget(), TimeSpan.Zero, 0);
        var first = Only() ?? Random.Shared.Next(1_000_000_000);
        for (var seed = first; shifts == 0 || (watch.Elapsed < budget && Only() is null); seed++, shifts++) simulated += Play(seed);
        output.WriteLine(FormattableString.Invariant(
            $"seeds {first} to {first + shifts - 1}: {shifts} shifts, {simulated.TotalHours:F1} simulated hours in {watch.Elapsed.TotalSeconds:F0} s"));
    }

    /// <summary>Seeds that once failed, and what was wrong then.</summary>
    [Theory]
    [InlineData(911189999)] // The simulated database answered a commit after its power had gone.
    [InlineData(358265348)] // The last message of a writer that then died was lost; others beat, and nobody asked the journal.
    public void that_once_failed_keeps_every_invariant(int seed) => Play(seed);

    [Fact]
    public void is_the_same_again_from_the_same_seed() => Assert.Equal(TraceOf(77), TraceOf(77));

    private static string TraceOf(int seed)
    {
        var shift = new Shift(seed);
        shift.Play(TimeSpan.FromMinutes(5));
        return shift.Trace;
    }

    private TimeSpan Play(int seed)
    {
        try
        {
            var shift = new Shift(seed);
            var (time, violations) = shift.Play(Length);
            output.WriteLine($"seed {seed}: {shift.Summary}");
            Assert.True(violations.Count == 0, $"seed {seed} ({shift.Summary}):\n{string.Join('\n', violations.Take(20))}");
            return time;
        }
        catch (InvalidOperationException failure)
        {
            throw new InvalidOperationException($"seed {seed}: {failure.Message}", failure);
        }
    }

    private static TimeSpan Budget() => TimeSpan.FromSeconds(
        double.TryParse(Environment.GetEnvironmentVariable("EOC_SIM_SECONDS"), CultureInfo.InvariantCulture, out var given) ? given
        : Environment.GetEnvironmentVariable("CI") == "true" ? 120 : 20);

    private static int? Only() =>
        int.TryParse(Environment.GetEnvironmentVariable("EOC_SIM_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : null;
}
