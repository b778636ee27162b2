using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Relaying;
using Eoc.Journal.Sessions;
using Eoc.Journal.Simulated;
using Eoc.Journal.Simulated.Keeping;
using Eoc.Journal.Simulated.Serving;
using Eoc.Journal.Tests.Backends;
using Eoc.Journal.Tests.Sessions;
using Eoc.Journal.Verifying;
using Eoc.Journal.Witnessing;
using FsCheck.Xunit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Eoc.Journal.Tests.Properties;

/// <summary>A machine whose disk forgets, at a crash, any part of what was not synced: chance decides, and the seed repeats it.</summary>
public sealed class Stopping_the_machine
{
    private const int Crashes = 5;

    [Property(MaxTest = 60)]
    public async Task keeps_what_was_acknowledged_and_a_sound_chain(int seed)
    {
        var chance = new Random(seed);
        var disk = new SimulatedDisk(async () => await Task.Yield());
        var acknowledged = new Dictionary<CommandId, (StreamId Stream, long Version)>();
        for (var crash = 0; crash < Crashes; crash++)
        {
            // Two writers, so that transactions of both may be unsynced at once.
            IJournal[] journals = [await NewProcess(disk).Create(RealmId.Live), await NewProcess(disk).Create(RealmId.Live)];
            var writers = Enumerable.Range(0, 8).Select(number => Task.Run(() => WriteUntilItStops(journals[number % 2], number, acknowledged))).ToList();
            while (Count(acknowledged) < (crash + 1) * 20) await Task.Yield();
            disk.Crash(chance);
            await Task.WhenAll(writers);
            await AssertKept(disk, acknowledged);
        }
    }

    private static Journals NewProcess(SimulatedDisk disk) => new(
        new SimulatedBackend(disk),
        new Outlets(
            new PersistentDelivery(() => null, TimeProvider.System, NullLogger<PersistentDelivery>.Instance),
            new PersistentPublishing(() => null, TimeProvider.System, NullLogger<PersistentPublishing>.Instance), null),
        TimeProvider.System);

    private static int Count(Dictionary<CommandId, (StreamId, long)> acknowledged)
    {
        lock (acknowledged) return acknowledged.Count;
    }

    private static async Task WriteUntilItStops(IJournal journal, int number, Dictionary<CommandId, (StreamId, long)> acknowledged)
    {
        var stream = Given.Incident(number % 5);
        var session = Notes.SessionOn(journal, stream);
        try
        {
            while (true)
            {
                var stamp = Given.Stamp();
                var reply = Assert.IsType<SessionReply<string>.Accepted>(await Notes.Add(session, stamp, "turn"));
                lock (acknowledged) acknowledged[stamp.Command] = (stream, reply.Version);
            }
        }
        catch (JournalUnavailableException)
        {
            // The machine has stopped.
        }
    }

    private static async Task AssertKept(SimulatedDisk disk, Dictionary<CommandId, (StreamId Stream, long Version)> acknowledged)
    {
        var log = disk.Open(RealmId.Live, create: false)!;
        await using var audit = new SimulatedAudit(RealmId.Live, log);
        var report = await JournalVerification.Check(audit, new Witnessed(), ImmutableArray.CreateBuilder<Finding>());
        Assert.Empty(report.Findings);
        var kept = log.Read(tables => tables.Streams.Values.SelectMany(entries => entries)
            .ToDictionary(entry => entry.Header.Command, entry => (entry.Header.Stream, entry.Header.Version)));
        lock (acknowledged) Assert.All(acknowledged, ack => Assert.Equal(ack.Value, kept[ack.Key]));
    }
}
