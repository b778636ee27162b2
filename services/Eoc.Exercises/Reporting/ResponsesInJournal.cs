using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Calls;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Units;
using Eoc.Contracts.Ids;
using Eoc.Journal;

namespace Eoc.Exercises.Reporting;

/// <summary>
/// Puts the responses together again from the facts of a realm: a response is an assignment, its times are the event times of the call, of the
/// incident it led to and of the unit's steps. Facts of one stream must come in order; streams may come in any order. Incidents and units that the
/// viewer may not know of are as if they were not there.
/// </summary>
internal sealed class ResponsesInJournal(Func<Audience, bool> sees)
{
    private readonly HashSet<string> _hiddenUnits = [];
    private readonly Dictionary<CallId, DateTimeOffset> _received = [];
    private readonly Dictionary<IncidentId, CallId> _calls = [];
    private readonly Dictionary<IncidentId, DateTimeOffset> _entered = [];
    private readonly Dictionary<AssignmentId, Response> _responses = [];

    /// <summary>Reads everything that the figures need.</summary>
    public static async Task<IReadOnlyCollection<UnitResponse>> Read(IJournal journal, Func<Audience, bool> sees, CancellationToken cancellation)
    {
        var responses = new ResponsesInJournal(sees);
        foreach (var kind in (StreamKind[])[StreamKind.Call, StreamKind.Incident, StreamKind.Unit])
        {
            await foreach (var stored in journal.ReadAll(kind, cancellation))
                if (stored.Fact is { } fact) responses.Take(stored.Header, fact);
        }

        return responses.ToList();
    }

    /// <summary>Takes notice of one fact.</summary>
    public void Take(FactHeader header, Fact fact)
    {
        switch (fact)
        {
            case CallTaken taken:
                _received.TryAdd(taken.Call, header.OccurredAt);
                break;
            case CallAttached attached:
                _calls.TryAdd(attached.Incident, attached.Call);
                break;
            case IncidentOpened opened:
                _entered.TryAdd(opened.Incident, header.OccurredAt);
                if (opened.FirstCall is { } call) _calls[opened.Incident] = call;
                break;
            case UnitEnrolled enrolled when !sees(enrolled.Profile.Audience):
                _hiddenUnits.Add(header.Stream.Local);
                break;
            case UnitEnrolled:
                _hiddenUnits.Remove(header.Stream.Local);
                break;
            case UnitDispatched dispatched when sees(dispatched.IncidentAudience):
                var unit = header.Stream.Local;
                _responses.TryAdd(dispatched.Assignment, new(dispatched.Incident, unit, default(Stamps).With(Stamp.Dispatch, header.OccurredAt)));
                break;
            case AssignmentAdvanced advanced when StampOf(advanced.Step) is { } stamp:
                SetTime(advanced.Assignment, stamp, header.OccurredAt);
                break;
            case AssignmentEnded { EndKnown: true } ended:
                SetTime(ended.Assignment, Stamp.Available, header.OccurredAt);
                break;
        }
    }

    /// <summary>The responses so far.</summary>
    public IReadOnlyCollection<UnitResponse> ToList() => _responses.Values.Where(response => !_hiddenUnits.Contains(response.Unit)).Select(Complete).ToList();

    private void SetTime(AssignmentId assignment, Stamp stamp, DateTimeOffset at)
    {
        if (_responses.TryGetValue(assignment, out var response) && response.Stamps[stamp] is null)
            _responses[assignment] = response with { Stamps = response.Stamps.With(stamp, at) };
    }

    private UnitResponse Complete(Response response)
    {
        var known = _calls.TryGetValue(response.Incident, out var call);
        DateTimeOffset? received = known && _received.TryGetValue(call, out var at) ? at : null;
        DateTimeOffset? entered = _entered.TryGetValue(response.Incident, out var entry) ? entry : null;
        return new(
            known ? call.ToString() : response.Incident.ToString(), response.Unit,
            response.Stamps.With(Stamp.Received, received).With(Stamp.Entry, entered));
    }

    private static Stamp? StampOf(AssignmentStep step) => step switch
    {
        AssignmentStep.EnRoute => Stamp.Response,
        AssignmentStep.OnScene => Stamp.OnScene,
        AssignmentStep.Transporting => Stamp.Transport,
        AssignmentStep.AtHospital => Stamp.Hospital,
        _ => null,
    };

    private sealed record Response(IncidentId Incident, string Unit, Stamps Stamps);
}
