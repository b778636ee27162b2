namespace Eoc.Simulation;

/// <summary>A simulation that cannot fail proves nothing: each bug is put in, and the invariant it breaks is named within a few seeds.</summary>
public sealed class A_shift_with_a_known_bug(ITestOutputHelper output)
{
    private const int Seeds = 40;

    [Theory]
    [InlineData(Bugs.NoFence, "I6")]
    [InlineData(Bugs.NoDedup, "I2")]
    [InlineData(Bugs.AnswersBeforeSync, "I1")]
    [InlineData(Bugs.KeepsTornTransactions, "I6")]
    [InlineData(Bugs.NoRule, "I3")]
    [InlineData(Bugs.LosesFollowUps, "I4")]
    [InlineData(Bugs.IgnoresVersions, "I4")]
    [InlineData(Bugs.VersionsOutliveEffects, "I4")]
    [InlineData(Bugs.HurriesTheClock, "I1")]
    [InlineData(Bugs.AltersEntries, "I6")]
    [InlineData(Bugs.ShowsEverything, "I5")]
    public void is_seen(Bugs bug, string invariant)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var violations = Violations(seed, bug);
            if (violations.FirstOrDefault(violation => violation.StartsWith(invariant, StringComparison.Ordinal)) is not { } seen) continue;
            output.WriteLine($"seed {seed}: {seen}");
            return;
        }

        Assert.Fail($"{bug} broke no {invariant} in {Seeds} seeds.");
    }

    private static IReadOnlyList<string> Violations(int seed, Bugs bug)
    {
        try
        {
            using var shift = new Shift(seed, bug);
            return shift.Play(TimeSpan.FromMinutes(6)).Violations;
        }
        catch (InvalidOperationException failure)
        {
            // Some bugs break the code before the record: an entry that nobody could have written.
            return [$"broken: {failure.Message}"];
        }
    }
}
