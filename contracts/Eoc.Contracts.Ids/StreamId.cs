using System.Diagnostics.CodeAnalysis;

namespace Eoc.Contracts.Ids;

/// <summary>A journal stream and, by the same text, a grain key: <c>realm/kind/id</c>, such as <c>live/unit/cfd/e12</c>.</summary>
[GenerateSerializer, Immutable, Alias("eoc.stream-id")]
public readonly record struct StreamId : IParsable<StreamId>
{
    private StreamId(RealmId realm, StreamKind kind, string local) => (Realm, Kind, Local) = (realm, kind, local);

    /// <summary>The universe the stream belongs to.</summary>
    [Id(0)]
    public RealmId Realm { get; private init; }

    /// <summary>What the stream tells of.</summary>
    [Id(1)]
    public StreamKind Kind { get; private init; }

    /// <summary>The id within realm and kind, as that id's own text.</summary>
    [Id(2)]
    public string Local { get; private init; }

    /// <summary>The stream of a call.</summary>
    public static StreamId Of(RealmId realm, CallId call) => new(realm, StreamKind.Call, call.ToString());

    /// <summary>The stream of an incident.</summary>
    public static StreamId Of(RealmId realm, IncidentId incident) => new(realm, StreamKind.Incident, incident.ToString());

    /// <summary>The stream of a unit.</summary>
    public static StreamId Of(RealmId realm, UnitId unit) => new(realm, StreamKind.Unit, unit.ToString());

    /// <summary>The stream of an agency.</summary>
    public static StreamId Of(RealmId realm, AgencyId agency) => new(realm, StreamKind.Agency, agency.ToString());

    /// <summary>The stream of the realm itself.</summary>
    public static StreamId Of(RealmId realm) => new(realm, StreamKind.Realm, realm.ToString());

    /// <inheritdoc />
    public static StreamId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"\"{s}\" is no StreamId: realm/kind/id.");

    /// <summary>Reads <c>realm/kind/id</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out StreamId result)
    {
        result = default;
        var parts = (s ?? string.Empty).Split('/', 3);
        if (parts.Length != 3 || !RealmId.TryParse(parts[0], provider, out var realm) || KindOf(parts[1]) is not { } kind) return false;
        if (!IsLocal(kind, parts[2])) return false;
        result = new(realm, kind, parts[2]);
        return true;
    }

    /// <summary><c>realm/kind/id</c>.</summary>
    public override string ToString() => $"{Realm}/{NameOf(Kind)}/{Local}";

    // A UUID in capitals would be a second name of the same stream.
    private static bool IsLocal(StreamKind kind, string local) => kind switch
    {
        StreamKind.Call => CallId.TryParse(local, null, out var call) && call.ToString() == local,
        StreamKind.Incident => IncidentId.TryParse(local, null, out var incident) && incident.ToString() == local,
        StreamKind.Unit => UnitId.TryParse(local, null, out _),
        StreamKind.Agency => AgencyId.TryParse(local, null, out _),
        _ => RealmId.TryParse(local, null, out _),
    };

    private static StreamKind? KindOf(string name) => name switch
    {
        "call" => StreamKind.Call,
        "incident" => StreamKind.Incident,
        "unit" => StreamKind.Unit,
        "agency" => StreamKind.Agency,
        "realm" => StreamKind.Realm,
        _ => null,
    };

    private static string NameOf(StreamKind kind) => kind switch
    {
        StreamKind.Call => "call",
        StreamKind.Incident => "incident",
        StreamKind.Unit => "unit",
        StreamKind.Agency => "agency",
        _ => "realm",
    };
}
