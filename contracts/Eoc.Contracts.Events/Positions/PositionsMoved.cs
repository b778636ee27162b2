namespace Eoc.Contracts.Events.Positions;

/// <summary>
/// Where units are, one batch for a tick: what changed, and every some seconds every unit's last position, for those who came late. Not facts: a lost batch
/// is made good by the next, and an older position than the one known is dropped by whoever gets it.
/// </summary>
public sealed record PositionsMoved
{
    /// <summary>The realm the units are in.</summary>
    public required string Realm { get; init; }

    /// <summary>The realm's time of the batch, Unix milliseconds.</summary>
    public required long At { get; init; }

    /// <summary>The rows, packed: see <see cref="PositionRows" />.</summary>
    public required byte[] Rows { get; init; }
}
