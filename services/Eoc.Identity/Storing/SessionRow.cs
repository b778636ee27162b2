using Eoc.Contracts.Rpc.V1;

namespace Eoc.Identity.Storing;

/// <summary>A session that has not been ended. Ending one deletes the row; the audit keeps that it was.</summary>
internal sealed class SessionRow
{
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the token; the token itself is nowhere.</summary>
    public required byte[] TokenHash { get; set; }

    /// <summary>The account; null for a device and for the process's own operator.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The account's security stamp when the session began; another one since then has ended it.</summary>
    public string? Stamp { get; set; }

    public required string Realm { get; init; }

    /// <summary>The account's name; for a device its unit.</summary>
    public required string Account { get; init; }

    public required Role Role { get; init; }
    public required string Agency { get; init; }
    public required string Audiences { get; set; }
    public string? Unit { get; init; }
    public required DateTimeOffset CreatedAt { get; set; }
    public required DateTimeOffset LastSeenAt { get; set; }
    public required DateTimeOffset ExpiresAt { get; set; }
    public required TimeSpan IdleLimit { get; init; }
    public required string Address { get; set; }
}
