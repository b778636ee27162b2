using Eoc.Journal.FollowingUp;
using Eoc.Journal.Relaying;
using Eoc.Journal.Witnessing;

namespace Eoc.Journal;

/// <summary>Where what has committed goes on to: other streams, the bus, the witness.</summary>
internal sealed record Outlets(PersistentDelivery Delivery, PersistentPublishing Publishing, Witness? Witness);
