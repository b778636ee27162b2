namespace Eoc.Identity;

/// <summary>A newer program made the store, and this one does not know what it would do to it.</summary>
public sealed class StoreTooNewException(long found, long known) : Exception(FormattableString.Invariant(
    $"Accounts and sessions were written by a newer version of this program: their form is {found}, this one knows {known}. Start that version again, or restore the backup from before the upgrade."));
