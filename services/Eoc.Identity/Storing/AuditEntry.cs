namespace Eoc.Identity.Storing;

/// <summary>One security-relevant thing that was done or tried. Written once; triggers refuse change and deletion.</summary>
internal sealed class AuditEntry
{
    public long Position { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Who, as <c>realm/account</c>; for a failed sign-in the account that was tried.</summary>
    public required string Actor { get; init; }

    /// <summary>The IP address it came from; empty for the process itself.</summary>
    public required string Source { get; init; }

    /// <summary>What, such as <c>session.begun</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what: an account, a session, a method.</summary>
    public required string Subject { get; init; }

    /// <summary><c>done</c>, <c>refused</c> or <c>throttled</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>How often within a second; a flood makes one row.</summary>
    public int Times { get; init; } = 1;
}
