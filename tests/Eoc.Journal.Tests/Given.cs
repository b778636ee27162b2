using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Ids;
using Eoc.Journal.Appending;

namespace Eoc.Journal.Tests;

/// <summary>Streams, facts and appends to begin with.</summary>
internal static class Given
{
    public static readonly AgencyId Fire = AgencyId.Parse("cfd");
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static StreamId Incident(int number, RealmId? realm = null) =>
        StreamId.Of(realm ?? RealmId.Live, new IncidentId(DerivedId.From("incident", number.ToString(CultureInfo.InvariantCulture))));

    public static Fact Note(string text) => new IncidentNoted(text, false, Audience.Room, []);

    public static CommandStamp Stamp(CommandId? command = null, string account = "dispatcher-1", string body = "body") => new(
        command ?? CommandId.New(), account, Fire, Noon, OccurredSource.Dispatcher, SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(body)));

    /// <summary>An append of notes to a stream as it stands.</summary>
    public static async Task<AppendRequest> Append(IJournal journal, StreamId stream, params string[] notes)
    {
        var entries = await journal.Read(stream, 0, TestContext.Current.CancellationToken);
        return At(stream, entries.Count == 0 ? null : entries[^1], [.. notes.Select(Note)]);
    }

    public static AppendRequest At(StreamId stream, StoredFact? last, ImmutableArray<Fact> facts) => new()
    {
        Stream = stream,
        ExpectedVersion = last?.Header.Version ?? 0,
        PreviousHash = last?.Hash ?? default,
        Stamp = Stamp(),
        Proposal = new Proposal { Facts = facts },
    };

    public static string TextOf(StoredFact entry) => ((IncidentNoted)entry.Fact!).Text;
}
