using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.ServiceDefaults.Validating;
using Eoc.Tracking.Ingesting;

namespace Eoc.Tracking.Reporting;

/// <summary>One tracker's stream: the units it has named, by number, and what became of its positions.</summary>
internal sealed class ReportStream(TrackedRealms realms)
{
    private const int MostUnits = 50_000;
    private const int MostRows = 50_000;

    private readonly List<UnitTrack> _units = [];
    private Tally _tally;
    private RealmTracks? _tracks;

    public ReportResponse Response => _tally.ToResponse();

    /// <summary>The realm's tracks, once the first message has named it.</summary>
    public RealmTracks? Tracks => _tracks;

    /// <summary>Reads the realm and the units a message names.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT when the message makes no sense; a position that makes none is counted instead.</exception>
    public void Begin(ReportRequest message)
    {
        var checks = new RequestChecks();
        if (_tracks is null && checks.Id<RealmId>("realm", message.Realm) is var realm && checks.Clean) _tracks = realms.Of(realm);
        else if (_tracks is not null && message.Realm.Length > 0 && message.Realm != _tracks.Realm.Value) checks.Violate("realm", "one stream tells of one realm");
        if (_units.Count + message.Units.Count > MostUnits) checks.Violate("units", "a stream names at most 50,000 units");
        else for (var at = 0; at < message.Units.Count; at++) Name(checks, FormattableString.Invariant($"units[{at}]"), message.Units[at]);
        CheckColumns(checks, message);
        checks.Done();
    }

    /// <summary>Takes the positions in, without allocating.</summary>
    /// <param name="message">A message that was begun with.</param>
    /// <param name="now">The realm's now, Unix milliseconds.</param>
    public void Take(ReportRequest message, long now)
    {
        lock (_tracks!.Gate)
        {
            for (var row = 0; row < message.UnitNumbers.Count; row++)
            {
                var fix = new Fix(message.Latitudes[row], message.Longitudes[row], message.FixedAtMs[row]);
                _tally.Count(_tracks.Take(_units[(int)message.UnitNumbers[row]], fix, now));
            }
        }
    }

    private void Name(RequestChecks checks, string field, string value)
    {
        var unit = checks.Id<UnitId>(field, value);
        if (checks.Clean) _units.Add(_tracks!.Of(unit.ToString()));
    }

    private void CheckColumns(RequestChecks checks, ReportRequest message)
    {
        var rows = message.UnitNumbers.Count;
        if (rows > MostRows) checks.Violate("unit_numbers", "give at most 50,000 positions in a message");
        CheckColumn(checks, "latitudes", message.Latitudes.Count, rows, mayBeAbsent: false);
        CheckColumn(checks, "longitudes", message.Longitudes.Count, rows, mayBeAbsent: false);
        CheckColumn(checks, "fixed_at_ms", message.FixedAtMs.Count, rows, mayBeAbsent: false);
        CheckColumn(checks, "headings", message.Headings.Count, rows, mayBeAbsent: true);
        CheckColumn(checks, "speeds", message.Speeds.Count, rows, mayBeAbsent: true);
        foreach (var number in message.UnitNumbers)
        {
            if (number < _units.Count) continue;
            checks.Violate("unit_numbers", "give the number of a unit this stream has named");
            return;
        }
    }

    private static void CheckColumn(RequestChecks checks, string column, int length, int rows, bool mayBeAbsent)
    {
        if (length != rows && !(mayBeAbsent && length == 0)) checks.Violate(column, "give one value for each of unit_numbers");
    }
}
