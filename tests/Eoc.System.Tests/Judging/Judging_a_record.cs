using System.Text.Json;
using Eoc.Contracts.Rpc.V1;
using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Recording;

namespace Eoc.SystemTests.Judging;

/// <summary>A checker that finds nothing proves nothing: it is shown each kind of harm.</summary>
public sealed class Judging_a_record
{
    private const string Unit = "live/unit/cfd/e1";
    private static readonly Guid Writer = Guid.CreateVersion7();
    private static readonly Guid Command = Guid.CreateVersion7();

    [Fact]
    public void finds_nothing_in_a_whole_one() => Assert.Empty(Invariants.Broken(Of(Sent(1, "a1", Command), Listed("a1")), [Answered(Command, accepted: true)]));

    [Fact]
    public void finds_an_acknowledged_command_that_is_lost() =>
        Assert.Contains("I1", Assert.Single(Invariants.Broken(Of(), [Answered(Command, accepted: true)])), StringComparison.Ordinal);

    [Fact]
    public void finds_a_refused_command_that_took_effect() =>
        Assert.Contains("I1", Assert.Single(Invariants.Broken(Of(Sent(1, "a1", Command), Listed("a1")), [Answered(Command, accepted: false)])), StringComparison.Ordinal);

    [Fact]
    public void finds_a_command_that_took_effect_twice() => Assert.Contains(
        Invariants.Broken(Of(Sent(1, "a1", Command), Ended(2, "a1"), Sent(3, "a2", Command, commit: 3), Listed("a1"), Listed("a2")), []),
        found => found.StartsWith("I2: command", StringComparison.Ordinal));

    [Fact]
    public void finds_a_thing_that_happened_twice() => Assert.Contains(
        Invariants.Broken(Of(Sent(1, "a1"), Ended(2, "a1"), Sent(3, "a1"), Listed("a1")), []),
        found => found.StartsWith("I2: dispatch a1", StringComparison.Ordinal));

    [Fact]
    public void finds_a_unit_that_serves_two() => Assert.Contains(
        Invariants.Broken(Of(Sent(1, "a1"), Sent(2, "a2"), Listed("a1"), Listed("a2")), []), found => found.StartsWith("I3", StringComparison.Ordinal));

    [Fact]
    public void finds_a_missing_version() => Assert.Contains(
        Invariants.Broken(Of(Sent(1, "a1"), Ended(3, "a1"), Listed("a1")), []), found => found.StartsWith("I6", StringComparison.Ordinal));

    [Fact]
    public void finds_a_follow_up_that_never_came() => Assert.Contains("no incident lists it", Assert.Single(Invariants.Broken(Of(Sent(1, "a1")), [])), StringComparison.Ordinal);

    private static JournalRecord Of(params Entry[] entries)
    {
        // One commit for each entry, unless the entry says otherwise.
        var numbered = entries.Select((entry, index) => entry.Commit == 0 ? entry with { Commit = index + 1 } : entry).ToList();
        return new(numbered, entries.DistinctBy(entry => entry.Command).ToDictionary(entry => (entry.Account, entry.Command), entry => entry.Stream), 0, 0);
    }

    private static Entry Sent(long version, string assignment, Guid? command = null, long commit = 0) =>
        new(Unit, version, "unit.dispatched/1", Json(assignment), "live/sam", command ?? Guid.CreateVersion7(), Writer, commit);

    private static Entry Ended(long version, string assignment) =>
        new(Unit, version, "unit.assignment-ended/1", Json(assignment), "live/sam", Guid.CreateVersion7(), Writer, 0);

    private static Entry Listed(string assignment) =>
        new($"live/incident/{assignment}", 1, "incident.assignment-listed/1", Json(assignment), "system", Guid.CreateVersion7(), Writer, 0);

    private static JsonElement Json(string assignment) => JsonSerializer.SerializeToElement(new { assignment });

    private static Attempt Answered(Guid command, bool accepted)
    {
        var outcome = accepted ? new Outcome { Accepted = new() { Stream = Unit } } : new Outcome { Refusal = new() { Code = "already-committed" } };
        return new(command, "sam", "dispatch", outcome, 1, TimeSpan.Zero, 0);
    }
}
