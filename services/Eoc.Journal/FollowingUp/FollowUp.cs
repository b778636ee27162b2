using Eoc.Contracts.Ids;

namespace Eoc.Journal.FollowingUp;

/// <summary>A follow-up or a fired deadline on its way to its target.</summary>
/// <param name="Command">The command id it is delivered under, derived from the entry that owes it.</param>
/// <param name="Source">The stream that owes it.</param>
/// <param name="Target">The stream it is owed to.</param>
/// <param name="Kind">Which command.</param>
/// <param name="Data">The command, JSON.</param>
/// <param name="OccurredAt">Event time of the entry behind it; for a deadline, when it was due.</param>
/// <param name="Agency">The agency behind it.</param>
public sealed record FollowUp(
    CommandId Command, StreamId Source, StreamId Target, string Kind, ReadOnlyMemory<byte> Data, DateTimeOffset OccurredAt, AgencyId Agency);

/// <summary>Delivers follow-ups as grain calls.</summary>
public interface IFollowUpDelivery
{
    /// <summary>Returns when the target has committed it or has said that it needs nothing; throws to be asked again.</summary>
    Task Deliver(FollowUp followUp, CancellationToken cancellation);
}
