using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Realms;
using Eoc.Domain.Incidents.Escalating;
using Eoc.Journal.Simulated.Keeping;
using Eoc.Simulation.Commanding;

namespace Eoc.Simulation.Checking;

/// <summary>What must hold of a driven clock: it comes to a time only after all that is due by then has fired, and nothing fires before.</summary>
internal static class Drilled
{
    public static IEnumerable<string> InOrder(SimulatedTables disk, IReadOnlyList<Answered> answers)
    {
        var (due, fired) = (new Dictionary<StreamId, DateTimeOffset>(), new List<DateTimeOffset>());
        foreach (var entry in disk.Entries)
        {
            var stream = entry.Header.Stream;
            if (entry.Fact is IncidentOpened opened) due[stream] = entry.Header.OccurredAt + Pending.Allowed(opened.Details.Priority);
            if (entry.Fact is IncidentPendingOverdue)
            {
                if (due.Remove(stream, out var at)) fired.Add(at);
                else yield return $"I2: the deadline of {stream} fired twice";
            }

            if (entry.Fact is not RealmClockSet { Clock.AnchorRealm: var now }) continue;
            foreach (var late in due.Where(one => one.Value <= now)) yield return $"I1: the drill came to {now:HH:mm:ss} before the deadline of {late.Key} fired, due {late.Value:HH:mm:ss}";
            foreach (var early in fired.Where(at => at > now)) yield return $"I1: a deadline due {early:HH:mm:ss} fired before the drill came to {now:HH:mm:ss}";
            fired.Clear();
        }

        foreach (var (request, result, _, _) in answers)
        {
            if (result.Accepted is not null && disk.Commands.GetValueOrDefault((request.Account, request.Command)) is not { TookEffect: true })
                yield return $"I1: \"{request.What}\" by {request.Account} was acknowledged and is not in the drill's record";
        }
    }
}
