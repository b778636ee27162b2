using Eoc.SystemTests.Commanding;
using Eoc.SystemTests.Running;

namespace Eoc.SystemTests.Recording;

/// <summary>The design's invariants by their names, judged from what clients saw and what the journal holds.</summary>
internal static class Invariants
{
    private const int MostNamed = 10;

    /// <summary>MassTransit looks for a broker that was away every 3 to 30 s, and that cannot be set; consumers follow the journal meanwhile.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(2);

    /// <summary>Waits until no stream owes another anything and the bus has confirmed every commit, then checks I1, I2, I3 and I6, the last also by the chains of hashes.</summary>
    public static async Task Hold(ICentre centre, IReadOnlyList<Attempt> history)
    {
        JournalRecord? record = null;
        await Eventually.Holds("every follow-up is delivered and every commit published", Quiet, async () =>
        {
            record = await centre.ReadJournal();
            return record is { FollowUps: 0, Unpublished: 0 } ? null : $"{record.FollowUps} follow-ups and {record.Unpublished} commits are not";
        });
        Hold(record!, history);
        Assert.Empty((await centre.Verify()).Take(MostNamed));
    }

    public static void Hold(JournalRecord record, IReadOnlyList<Attempt> history)
    {
        var broken = Broken(record, history).Take(MostNamed).ToList();
        Assert.True(broken.Count == 0, string.Join('\n', broken));
        Assert.NotEmpty(history);
    }

    /// <summary>What does not hold, each with the invariant's name.</summary>
    public static IEnumerable<string> Broken(JournalRecord record, IReadOnlyList<Attempt> history) =>
        [.. Lost(record, history), .. Doubled(record), .. TwiceCommitted(record), .. Incomplete(record), .. Unlisted(record)];

    /// <summary>I1: no acknowledged command is lost. Its counterpart: a refused one took no effect.</summary>
    private static IEnumerable<string> Lost(JournalRecord record, IReadOnlyList<Attempt> history)
    {
        var effects = record.Entries.Select(entry => (entry.Account, entry.Command)).ToHashSet();
        foreach (var attempt in history)
        {
            // The journal names accounts with their realm.
            var keys = record.Replies.Keys.Where(key => key.Command == attempt.Command).ToList();
            if (attempt.IsAccepted && (keys.Count == 0 || !effects.Contains(keys[0]))) yield return $"I1: {attempt}, and the journal has nothing of it.";
            if (attempt.Refusal is not null && keys.Count > 0) yield return $"I1: {attempt}, and it took effect all the same.";
        }
    }

    /// <summary>I2: none takes effect twice, neither as a command nor as the thing in the world that it made.</summary>
    private static IEnumerable<string> Doubled(JournalRecord record)
    {
        foreach (var command in record.Entries.GroupBy(entry => (entry.Account, entry.Command)))
        {
            var entries = command.OrderBy(entry => entry.Version).ToList();
            if (entries.DistinctBy(entry => (entry.Stream, entry.Writer, entry.Commit)).Count() > 1 || entries[^1].Version - entries[0].Version != entries.Count - 1)
                yield return $"I2: command {command.Key.Command} took effect in more than one commit: {string.Join(", ", entries.Select(e => $"{e.Stream}@{e.Version}"))}.";
        }

        foreach (var made in record.Entries.Select(Made).OfType<string>().GroupBy(name => name).Where(group => group.Count() > 1))
            yield return $"I2: {made.Key} happened {made.Count()} times.";
    }

    private static string? Made(Entry entry) => entry.Name switch
    {
        "unit.dispatched" => $"dispatch {entry.Text("assignment")}",
        "unit.assignment-ended" => $"end of {entry.Text("assignment")}",
        "incident.opened" => $"opening of {entry.Text("incident")}",
        "incident.noted" => $"note {entry.Text("text")} on {entry.Stream}",
        "call.taken" => $"call {entry.Text("call")}",
        _ => null,
    };

    /// <summary>I3: no unit serves two incidents as its active one. The load never stacks, so it never has two at all.</summary>
    private static IEnumerable<string> TwiceCommitted(JournalRecord record)
    {
        foreach (var unit in record.Streams.Where(stream => stream.Key.Contains("/unit/", StringComparison.Ordinal)))
        {
            string? serves = null;
            foreach (var entry in unit)
            {
                if (entry.Name == "unit.dispatched" && serves is not null)
                    yield return $"I3: {unit.Key}@{entry.Version} is sent as {entry.Text("assignment")} while it serves {serves}.";
                if (entry.Name == "unit.dispatched") serves = entry.Text("assignment");
                if (entry.Name == "unit.assignment-ended" && entry.Text("assignment") == serves) serves = null;
            }
        }
    }

    /// <summary>I6: the record is complete: no version and no commit is missing.</summary>
    private static IEnumerable<string> Incomplete(JournalRecord record)
    {
        foreach (var stream in record.Streams)
        {
            var expected = 1L;
            foreach (var entry in stream)
                if (entry.Version != expected++) yield return $"I6: {stream.Key} has {entry.Version} where {expected - 1} belongs.";
        }

        foreach (var writer in record.Entries.GroupBy(entry => entry.Writer))
        {
            var numbers = writer.Select(entry => entry.Commit).Distinct().Order().ToList();
            if (numbers[^1] - numbers[0] != numbers.Count - 1) yield return $"I6: writer {writer.Key} lacks commits between {numbers[0]} and {numbers[^1]}.";
        }
    }

    /// <summary>Follow-ups: what a unit was sent to is on that incident's list.</summary>
    private static IEnumerable<string> Unlisted(JournalRecord record)
    {
        var listed = record.Entries.Where(entry => entry.Name == "incident.assignment-listed")
            .Select(entry => entry.Data.ToString()).ToList();
        var all = string.Join('\n', listed);
        foreach (var sent in record.Entries.Where(entry => entry.Name == "unit.dispatched"))
            if (!all.Contains(sent.Text("assignment"), StringComparison.Ordinal)) yield return $"{sent.Stream} was sent as {sent.Text("assignment")}, and no incident lists it.";
    }
}
