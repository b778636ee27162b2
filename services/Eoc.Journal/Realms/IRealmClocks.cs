using Eoc.Contracts.Events.Realms;
using Eoc.Contracts.Ids;

namespace Eoc.Journal.Realms;

/// <summary>Every realm's now, computed from its journalled settings; rules and deadlines ask here, never the process's clock.</summary>
public interface IRealmClocks
{
    /// <summary>The realm's now, UTC, or null when the realm was never opened.</summary>
    ValueTask<DateTimeOffset?> Now(RealmId realm, CancellationToken cancellation);

    /// <summary>Takes notice of a new setting, from a commit or from the bus.</summary>
    void Notice(RealmId realm, ClockSetting setting);
}
