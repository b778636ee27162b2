namespace Eoc.Exercises.Demonstrating.Playing;

/// <summary>When the city goes to sleep, and how it wakes up.</summary>
/// <param name="Patience">So long after the last look it sleeps.</param>
/// <param name="Every">How often it is asked whether somebody looks.</param>
/// <param name="Few">With fewer open incidents than this it comes to life anew instead of going on.</param>
internal sealed record Rest(TimeSpan Patience, TimeSpan Every, int Few)
{
    /// <summary>As for people.</summary>
    public static readonly Rest Usual = new(TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(10), 8);
}
