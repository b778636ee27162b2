using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Acting;
using Eoc.Exercises.Demonstrating.Planning;
using Google.Protobuf.WellKnownTypes;

namespace Eoc.Exercises.Demonstrating.Playing;

/// <summary>A deed as the call that a console or a terminal would make, by whoever it falls to.</summary>
internal sealed class DeedCommands(Clients clients, Cast cast, Chance chance, TimeProvider time)
{
    /// <summary>Does it; the outcome may be a refusal.</summary>
    public Task<Outcome> Do(Deed deed, CancellationToken cancellation) => deed switch
    {
        TakeCallDeed call => Take(call, cancellation),
        OpenDeed open => Of(Opener(open.Case).Ask(o => clients.Incidents.OpenIncidentAsync(Open(open), o), cancellation), r => r.Outcome),
        SendDeed send => Of(cast.Dispatcher.Ask(o => clients.Units.DispatchUnitAsync(Send(send), o), cancellation), r => r.Outcome),
        AdvanceDeed advance => Of(cast.Terminal(advance.Unit).Ask(o => clients.Units.AdvanceAssignmentAsync(Advance(advance), o), cancellation), r => r.Outcome),
        EndDeed end => Of(cast.Terminal(end.Unit).Ask(o => clients.Units.EndAssignmentAsync(End(end), o), cancellation), r => r.Outcome),
        NoteDeed note => Write(note, cancellation),
        CloseDeed close => Of(cast.Dispatcher.Ask(o => clients.Incidents.CloseIncidentAsync(Close(close), o), cancellation), r => r.Outcome),
        _ => throw new ArgumentException($"{deed.GetType().Name} is no command.", nameof(deed)),
    };

    private Actor Opener(Case one) => one.Kind.Restricted ? cast.Dispatcher : cast.CallTaker;

    /// <summary>The first call is the one the incident is opened from; the others are attached.</summary>
    private async Task<Outcome> Take(TakeCallDeed deed, CancellationToken cancellation)
    {
        var taken = (await cast.CallTaker.Ask(o => clients.Calls.TakeCallAsync(Call(deed), o), cancellation)).Outcome;
        if (deed.Caller == 0 || taken.Accepted is null) return taken;
        var attach = new AttachCallRequest { Header = Header(deed, " attached"), Call = CallOf(deed.Case, deed.Caller), Incident = deed.Case.Id.ToString() };
        return (await cast.CallTaker.Ask(o => clients.Calls.AttachCallAsync(attach, o), cancellation)).Outcome;
    }

    private async Task<Outcome> Write(NoteDeed note, CancellationToken cancellation)
    {
        var by = note.Liaison is { } agency ? await cast.Liaison(agency, cancellation) : cast.Dispatcher;
        var request = new NoteIncidentRequest { Header = Header(note), Incident = note.Case.Id.ToString(), Text = note.Text, Urgent = note.Urgent };
        return (await by.Ask(o => clients.Incidents.NoteIncidentAsync(request, o), cancellation)).Outcome;
    }

    private TakeCallRequest Call(TakeCallDeed deed) => new()
    {
        Header = Header(deed),
        Call = CallOf(deed.Case, deed.Caller),
        Channel = CallChannel.Voice,
        // Numbers that no telephone has.
        CallbackNumber = FormattableString.Invariant($"555-01{(int)(chance.Of(deed.Key, "number") * 100):00}"),
        Place = deed.Case.Place,
        Position = Wire(deed.Case.At),
        Narrative = deed.Case.WordsOf(deed.Caller),
    };

    private OpenIncidentRequest Open(OpenDeed deed) => new()
    {
        Header = Header(deed),
        Incident = deed.Case.Id.ToString(),
        Type = deed.Case.Kind.Type,
        Priority = deed.Case.Priority,
        Place = deed.Case.Place,
        Position = Wire(deed.Case.At),
        Title = deed.Case.Title,
        Audience = deed.Case.Kind.Restricted ? Audience.LawEnforcementSensitive.Label : string.Empty,
        Call = deed.Case.Kind.Restricted ? string.Empty : CallOf(deed.Case, 0),
    };

    private DispatchUnitRequest Send(SendDeed deed) => new()
    {
        Header = Header(deed), Unit = deed.Unit.ToString(), Incident = deed.Case.Id.ToString(), Assignment = deed.Assignment.ToString(), IfCommitted = IfCommitted.Refuse,
    };

    private AdvanceAssignmentRequest Advance(AdvanceDeed deed) => new()
    {
        Header = Header(deed, source: OccurredSource.Terminal), Unit = deed.Unit.ToString(), Assignment = deed.Assignment.ToString(), Step = deed.Step,
    };

    private EndAssignmentRequest End(EndDeed deed) => new()
    {
        Header = Header(deed, source: OccurredSource.Terminal), Unit = deed.Unit.ToString(), Assignment = deed.Assignment.ToString(), End = deed.End, Reason = deed.Reason,
    };

    private CloseIncidentRequest Close(CloseDeed deed) => new() { Header = Header(deed), Incident = deed.Case.Id.ToString(), Dispositions = { deed.Dispositions } };

    private CommandHeader Header(Deed deed, string more = "", OccurredSource source = OccurredSource.Dispatcher) => new()
    {
        Realm = RealmId.Demo.Value,
        CommandId = DerivedId.From(RealmId.Demo.Value, FormattableString.Invariant($"{chance.Seed}"), deed.Key + more).ToString(),
        IssuedAt = time.GetUtcNow().ToTimestamp(),
        OccurredAt = deed.At?.ToTimestamp(),
        Source = source,
    };

    private static string CallOf(Case one, int caller) => DerivedId.From(one.Name, FormattableString.Invariant($"{caller}"), "call").ToString();

    private static LatLng Wire(GeoPoint at) => new() { Latitude = at.Latitude, Longitude = at.Longitude };

    private static async Task<Outcome> Of<T>(Task<T> asked, Func<T, Outcome> outcome) => outcome(await asked);
}
