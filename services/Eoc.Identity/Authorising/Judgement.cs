using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.ServiceDefaults.Calling;

namespace Eoc.Identity.Authorising;

/// <summary>
/// Whether one request lies within a caller's reach: the one place that decides it. A field of another's is outside; one that is no id at all is bad, which
/// says nothing about what there is. Of a stream only the first message has to name realm and unit; a later one that leaves them out goes on with the first's.
/// </summary>
internal struct Judgement(Caller caller, Reach reach, bool first)
{
    private List<AgencyId>? _foreign;

    /// <summary>Whether a field was another's.</summary>
    public bool Outside { get; private set; }

    /// <summary>The first field that holds no id; null when all do.</summary>
    public OwnerField? Bad { get; private set; }

    /// <summary>Other agencies whose consent decides.</summary>
    public readonly IReadOnlyList<AgencyId> Foreign => _foreign ?? (IReadOnlyList<AgencyId>)[];

    /// <summary>Takes one value into account.</summary>
    public void Take(OwnerField field, string value)
    {
        if (value.Length == 0 && !first) return;
        switch (field.Owner)
        {
            case Owner.Realm: TakeRealm(field, value); break;
            case Owner.Account: TakeAccount(value); break;
            case Owner.Agency: TakeAgency(field, value, value); break;
            case Owner.Unit: TakeUnit(field, value); break;
            default: Outside = true; break;
        }
    }

    private void TakeRealm(OwnerField field, string value)
    {
        if (value == caller.Realm.Value) return;
        if (!RealmId.TryParse(value, null, out _)) Bad ??= field;
        else if (reach != Reach.AnyRealm) Outside = true;
    }

    private void TakeAccount(string value)
    {
        if (reach is Reach.AnyRealm or Reach.Realm || value.Length == 0 || value == caller.Account) return;
        Outside = true;
    }

    private void TakeUnit(OwnerField field, string value)
    {
        if (reach == Reach.Self) TakeOwnUnit(field, value);
        else TakeAgency(field, value, value.AsSpan(0, Math.Max(0, value.IndexOf('/', StringComparison.Ordinal))));
    }

    private void TakeOwnUnit(OwnerField field, string value)
    {
        if (!UnitId.TryParse(value, null, out var unit)) Bad ??= field;
        else if (unit != caller.Unit) Outside = true;
    }

    private void TakeAgency(OwnerField field, string value, ReadOnlySpan<char> agency)
    {
        if (reach is Reach.AnyRealm or Reach.Realm || agency.SequenceEqual(caller.Agency.Value)) return;
        if (!IsId(field, value) || !AgencyId.TryParse(agency.ToString(), null, out var owner)) Bad ??= field;
        else if (reach != Reach.Consent) Outside = true;
        else if (_foreign?.Contains(owner) != true) (_foreign ??= []).Add(owner);
    }

    private static bool IsId(OwnerField field, string value) =>
        field.Owner == Owner.Unit ? UnitId.TryParse(value, null, out _) : AgencyId.TryParse(value, null, out _);
}
