using System.Text;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Grains;
using Eoc.Domain.Incidents.Escalating;
using Eoc.Journal.Chaining;
using Eoc.Journal.Simulated.Keeping;
using Eoc.Simulation.Commanding;
using Eoc.Simulation.Working;

namespace Eoc.Simulation.Checking;

/// <summary>The invariants of the design, by their names, from the record alone: nothing here asks the code that is on trial.</summary>
internal static class Invariants
{
    private static readonly Audience[] Everything = [Audience.Room, Audience.LawEnforcementSensitive];

    public static IReadOnlyList<string> Of(Aftermath record, IReadOnlyList<SimulatedProcess> processes) =>
    [
        .. NoAcknowledgedCommandIsLost(record), .. NoRefusedCommandTakesEffect(record), .. NoneTakesEffectTwice(record), .. NoUnitServesTwo(record), .. ListsFollowTheUnits(record),
        .. DeadlinesFiredOnce(record), .. ConsolesConverge(record, processes), .. NothingHiddenIsShown(processes), .. TheRecordIsComplete(record.Disk),
    ];

    private static IEnumerable<string> NoAcknowledgedCommandIsLost(Aftermath record)
    {
        var effects = record.Effects;
        foreach (var (request, result, _, _) in record.Answers)
        {
            if (result.Accepted is not { } accepted) continue;
            var kept = record.Disk.Commands.GetValueOrDefault((request.Account, request.Command));
            if (kept is not { TookEffect: true } && request.AlwaysWrites) yield return $"I1: \"{request.What}\" by {request.Account} was acknowledged and is not in the record";
            // A wish that was fulfilled already is not remembered; asked again it is decided afresh, and may then find something to do.
            if (kept is { TookEffect: true } && request.AlwaysWrites && (kept.Version != accepted.Version || kept.Stream != accepted.Stream.ToString()))
                yield return $"I1: \"{request.What}\" by {request.Account} was acknowledged as something else than the record has";
            if (kept is { TookEffect: true } && !effects.Contains((request.Account, request.Command)))
                yield return $"I1: \"{request.What}\" by {request.Account} has a reply in the record and no entry";
        }
    }

    /// <summary>A copy of it that was still on its way when it was refused must find that out.</summary>
    private static IEnumerable<string> NoRefusedCommandTakesEffect(Aftermath record) =>
        from answer in record.Answers
        where answer is { Twice: false, Result.Refusal: not null } && record.Effects.Contains((answer.Request.Account, answer.Request.Command))
        select $"I1: \"{answer.Request.What}\" by {answer.Request.Account} was refused ({answer.Result.Refusal!.Code}) and took effect";

    private static IEnumerable<string> NoneTakesEffectTwice(Aftermath record)
    {
        foreach (var effects in record.Entries.GroupBy(entry => (entry.Header.Actor, entry.Header.Command)))
        {
            var entries = effects.OrderBy(entry => entry.Header.Version).ToList();
            var once = entries.All(entry => entry.Header.Stream == entries[0].Header.Stream) && entries[^1].Header.Version - entries[0].Header.Version == entries.Count - 1
                && entries.All(entry => entry.Header.RecordedAt == entries[0].Header.RecordedAt);
            if (!once) yield return $"I2: {effects.Key} took effect {entries.Count} times: {string.Join(", ", entries.Select(entry => entry.Header.Type))}";
        }

        foreach (var series in record.Of(StreamKind.Incident).Select(entries => entries[0].Fact).OfType<IncidentOpened>().GroupBy(opened => opened.Number.Series))
        {
            var numbers = series.Select(opened => opened.Number.Running).Order().ToList();
            if (!numbers.SequenceEqual(Enumerable.Range(1, numbers.Count).Select(number => (long)number)))
                yield return $"I2: the numbers of {series.Key} have gaps or doubles: {string.Join(' ', numbers)}";
        }
    }

    /// <summary>A ledger of its own: a unit is sent only when it is free, when the order was to stack, or in the commit that took it away from its last.</summary>
    private static IEnumerable<string> NoUnitServesTwo(Aftermath record)
    {
        foreach (var (unit, entries) in record.Units)
        {
            var open = new List<AssignmentId>();
            foreach (var entry in entries)
            {
                if (entry.Fact is AssignmentEnded ended) open.Remove(ended.Assignment);
                if (entry.Fact is not UnitFact { Standing: var standing }) continue;
                if (entry.Fact is UnitDispatched sent)
                {
                    var diverted = entry.Header.Version > 1 && entries[(int)entry.Header.Version - 2] is { Fact: AssignmentEnded { End: AssignmentEnd.Diverted } } before
                        && before.Header.Command == entry.Header.Command;
                    if (open.Count > 0 && sent.Overlaps is null && !diverted) yield return $"I3: {unit} was sent to {sent.Incident} while it served another";
                    open.Add(sent.Assignment);
                }

                var said = (standing.Active is { } active ? new[] { active } : []).Concat(standing.Stacked).ToHashSet();
                if (!said.SetEquals(open)) yield return $"I3: {unit} says at {entry.Header.Version} that it serves {said.Count} and has {open.Count} assignments";
            }
        }
    }

    private static IEnumerable<string> ListsFollowTheUnits(Aftermath record)
    {
        var listed = record.Incidents.Where(incident => incident.Id is not null).SelectMany(incident => incident.Assignments).ToLookup(one => (one.Unit, one.Assignment));
        foreach (var (unit, entries) in record.Units)
        {
            foreach (var sent in entries.Select(entry => entry.Fact).OfType<UnitDispatched>())
            {
                var ended = entries.Select(entry => entry.Fact).OfType<AssignmentEnded>().FirstOrDefault(one => one.Assignment == sent.Assignment);
                if (listed[(unit, sent.Assignment)].FirstOrDefault() is not { } one) yield return $"I4: {sent.Incident} does not list {unit}, which was sent there";
                else if (one.End != ended?.End) yield return $"I4: {sent.Incident} lists {unit} as {one.End?.ToString() ?? "serving"}, and it is {ended?.End.ToString() ?? "serving"}";
            }
        }
    }

    private static IEnumerable<string> DeadlinesFiredOnce(Aftermath record)
    {
        foreach (var entries in record.Of(StreamKind.Incident))
        {
            if (entries[0].Fact is not IncidentOpened opened) continue;
            var flags = entries.Count(entry => entry.Fact is IncidentPendingOverdue);
            var untouched = entries.TrueForAll(entry => entry.Fact is not (IncidentAssignmentListed or IncidentClosed));
            var due = entries[0].Header.OccurredAt + Pending.Allowed(opened.Details.Priority);
            if (flags > 1) yield return $"I2: the deadline of {opened.Incident} fired {flags} times";
            if (flags == 0 && untouched && due + TimeSpan.FromSeconds(10) < record.Now) yield return $"I1: the deadline of {opened.Incident} never fired";
        }
    }

    private static IEnumerable<string> ConsolesConverge(Aftermath record, IReadOnlyList<SimulatedProcess> processes)
    {
        foreach (var labels in new[] { Everything, [Audience.Room] })
        {
            var truth = new NaivePicture();
            foreach (var entry in record.Entries) truth.Apply(entry);
            var expected = truth.At(record.Now).Canonical(labels);
            foreach (var process in processes)
                if (!process.Shown(labels).AsSpan().SequenceEqual(expected)) yield return $"I4: the picture of {process.Writer} is not the journal's";
        }
    }

    private static IEnumerable<string> NothingHiddenIsShown(IReadOnlyList<SimulatedProcess> processes) =>
        from process in processes
        where process.Shown(Audience.Room).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Desk.Hidden)) >= 0
        select $"I5: {process.Writer} shows the room what is hidden from it";

    public static IEnumerable<string> TheRecordIsComplete(SimulatedTables disk)
    {
        foreach (var entries in disk.Streams.Values)
        {
            var previous = ReadOnlyMemory<byte>.Empty;
            foreach (var (index, entry) in entries.Index())
            {
                if (entry.Header.Version != index + 1) yield return $"I6: {entry.Header.Stream} has version {entry.Header.Version} in place {index + 1}";
                var hash = EntryHash.Compute(previous.Span, entry.Header, entry.Header.Stream.ToString(), entry.Data.Span);
                if (!hash.AsSpan().SequenceEqual(entry.Hash.Span)) yield return $"I6: {entry.Header.Stream} {entry.Header.Version} is not what was hashed";
                previous = entry.Hash;
            }
        }

        foreach (var (writer, commits) in disk.Commits)
        {
            byte[] previous = [];
            foreach (var (index, commit) in commits.Index())
            {
                if (commit.Number != index + 1) yield return $"I6: {writer} has commit {commit.Number} in place {index + 1}";
                if (!CommitHash.Compute(previous, writer, commit.Number, commit.Entries).AsSpan().SequenceEqual(commit.Hash)) yield return $"I6: commit {commit.Number} of {writer} is not what was hashed";
                previous = commit.Hash;
            }
        }

        var committed = disk.Commits.Values.SelectMany(commits => commits).Sum(commit => commit.Entries.Length);
        var count = disk.Streams.Values.Sum(entries => entries.Count);
        if (committed != count) yield return $"I6: {count} entries, and {committed} in commits";
    }
}
