using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Units;
using Eoc.Domain.Incidents;
using Eoc.Domain.Units;
using Eoc.Journal.Simulated.Keeping;
using Eoc.Simulation.Commanding;
using Eoc.Simulation.Storing;

namespace Eoc.Simulation.Checking;

/// <summary>What is left when the shift is over: what is on the disk, and what people were told.</summary>
internal sealed class Aftermath(SimulatedDatabase database, IReadOnlyList<Answered> answers, DateTimeOffset now)
{
    public SimulatedTables Disk { get; } = database.Disk;

    public IReadOnlyList<Answered> Answers => answers;

    public DateTimeOffset Now => now;

    /// <summary>Whose commands took effect.</summary>
    public HashSet<(string Account, CommandId Command)> Effects { get; } =
        [.. database.Disk.Streams.Values.SelectMany(entries => entries).Select(entry => (entry.Header.Actor, entry.Header.Command))];

    public IEnumerable<StoredFact> Entries => Disk.Streams.Values.SelectMany(entries => entries);

    public IEnumerable<(UnitId Id, List<StoredFact> Entries)> Units => Of(StreamKind.Unit).Select(entries => (UnitId.Parse(entries[0].Header.Stream.Local), entries));

    public IEnumerable<Incident> Incidents => Of(StreamKind.Incident).Select(entries => entries.Aggregate(Incident.Unknown, Incident.Evolve));

    public IEnumerable<List<StoredFact>> Of(StreamKind kind) => Disk.Streams.Values.Where(entries => entries[0].Header.Stream.Kind == kind);
}
