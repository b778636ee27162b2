using Eoc.Contracts.Ids;

namespace Eoc.Exercises.Demonstrating.Planning;

/// <summary>
/// Chance that follows from what it is about: the same seed and words give the same value, whoever asks and how often, so that nothing has to be remembered
/// of a decision that is not due yet.
/// </summary>
internal readonly record struct Chance(int Seed)
{
    /// <summary>Evenly in [0, 1).</summary>
    public double Of(params ReadOnlySpan<string> about)
    {
        Span<byte> bytes = stackalloc byte[16];
        DerivedId.From([FormattableString.Invariant($"{Seed}"), .. about]).TryWriteBytes(bytes, bigEndian: true, out _);
        // The version and variant of a UUID lie in bytes 6 and 8; the first six are all chance.
        var bits = 0UL;
        foreach (var b in bytes[..6]) bits = (bits << 8) | b;
        return bits / (double)(1UL << 48);
    }

    /// <summary>Evenly between two durations.</summary>
    public TimeSpan Between(double fromSeconds, double toSeconds, params ReadOnlySpan<string> about) =>
        TimeSpan.FromSeconds(fromSeconds + (toSeconds - fromSeconds) * Of(about));

    /// <summary>One of these.</summary>
    public T Pick<T>(IReadOnlyList<T> among, params ReadOnlySpan<string> about) => among[(int)(Of(about) * among.Count)];
}
