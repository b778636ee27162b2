using Eoc.Contracts.Events;
using Eoc.Contracts.Events.Agencies;
using Eoc.Contracts.Events.Calls;
using Eoc.Contracts.Events.Incidents;
using Eoc.Contracts.Events.Realms;
using Eoc.Contracts.Events.Units;

namespace Eoc.Picture.Projecting;

/// <summary>
/// Facts become facets. Facts of one stream come in order, streams in any; whatever the interleaving, the same facts give the same picture. No rule of
/// the domain is repeated here: facts state outcomes.
/// </summary>
internal sealed class Projection
{
    private readonly IncidentProjection _incidents;
    private readonly UnitProjection _units;
    private readonly CallProjection _calls;
    private readonly DirectoryProjection _directory;

    public Projection(RealmPicture picture)
    {
        Retirement = new(picture);
        var anchors = new IncidentAnchors();
        _incidents = new(picture, anchors, Retirement);
        _units = new(picture, anchors);
        _calls = new(picture, Retirement);
        _directory = new(picture);
    }

    /// <summary>What leaves the picture by and by.</summary>
    public Retirement Retirement { get; }

    /// <summary>How the realm's time runs, as last set; null when the realm never said.</summary>
    public ClockSetting? Clock => _directory.Clock;

    /// <summary>Takes in one entry; one of a type or kind that is not told of changes nothing.</summary>
    public void Apply(StoredFact stored)
    {
        switch (stored.Fact)
        {
            case IncidentFact fact: _incidents.Apply(stored.Header, fact); break;
            case UnitFact fact: _units.Apply(stored.Header, fact); break;
            case CallFact fact: _calls.Apply(stored.Header, fact); break;
            case AgencyFact fact: _directory.Apply(stored.Header, fact); break;
            case RealmFact fact: _directory.Apply(stored.Header, fact); break;
        }
    }
}
