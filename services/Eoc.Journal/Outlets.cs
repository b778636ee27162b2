using Eoc.Journal.FollowingUp;
using Eoc.Journal.Relaying;

namespace Eoc.Journal;

/// <summary>Where what has committed goes on to: other streams, and the bus.</summary>
internal sealed record Outlets(PersistentDelivery Delivery, PersistentPublishing Publishing);
