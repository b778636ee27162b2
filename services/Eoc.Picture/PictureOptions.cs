namespace Eoc.Picture;

/// <summary>How the picture runs.</summary>
internal sealed record PictureOptions
{
    /// <summary>How often positions are told.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromMilliseconds(250);
}
