namespace Eoc.Journal;

/// <summary>
/// Which form of the tables a store has; each store records it. It rises only with a change that a program of the form before cannot work with, so that a
/// version can be taken back as long as the number stands. A store without a number was made before there was one, and has the tables of 1.
/// </summary>
internal static class SchemaVersion
{
    /// <summary>What this program makes, and what it makes of older ones when it opens them.</summary>
    public const long Present = 1;

    /// <summary>Whether a store has to be brought to the present form.</summary>
    /// <param name="found">What it records; 0 where it records nothing.</param>
    /// <param name="store">Which store, for people.</param>
    /// <exception cref="JournalUnavailableException">A newer program made it, and this one does not know what it would do to it.</exception>
    public static bool IsOlder(long found, string store) => found <= Present
        ? found < Present
        : throw new JournalUnavailableException(
            $"{store} was written by a newer version of this program: its form is {found}, this one knows {Present}. Start that version again, or restore the backup from before the upgrade.");
}
