namespace Eoc.Journal;

/// <summary>Where the journals of a process are kept.</summary>
public sealed record JournalOptions
{
    /// <summary>The data folder (<c>EOC_DATA</c>); SQLite's files lie in <c>journal/</c> inside it, one for each realm.</summary>
    public required string DataFolder { get; init; }

    /// <summary>A PostgreSQL connection string (<c>EOC_JOURNAL</c>), or null: SQLite.</summary>
    public string? Postgres { get; init; }
}
