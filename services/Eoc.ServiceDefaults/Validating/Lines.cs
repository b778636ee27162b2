namespace Eoc.ServiceDefaults.Validating;

/// <summary>Whether a text may have line breaks.</summary>
public enum Lines
{
    /// <summary>A name, a title: no CR, LF or tab, so that it cannot forge a line of a log or a list.</summary>
    One,

    /// <summary>A narrative: CR, LF and tab are allowed, and the joiners that scripts and emoji need.</summary>
    Many,
}
