namespace Eoc.Journal.Appending;

/// <summary>A fact of more than 64 KB: what is larger belongs into a blob named by its SHA-256 and is referenced. Nothing was written.</summary>
public sealed class FactTooLargeException : Exception
{
    /// <summary>The most bytes an entry's data may have.</summary>
    public const int Limit = 64 * 1024;

    /// <summary>Says which fact was too large.</summary>
    public FactTooLargeException(string type, int size)
        : base(FormattableString.Invariant($"A fact {type} of {size} bytes is over the limit of {Limit}: store the content as a blob and refer to it."))
    {
    }
}
