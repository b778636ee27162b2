namespace Eoc.Picture.Framing;

/// <summary>
/// The epoch of a channel and the check of each of its tokens, both made from the picture's own random seed: a token of another run, another
/// channel or with a flipped bit is recognised and answered with a snapshot. It guards against damage, not against a viewer who lies to itself.
/// </summary>
internal readonly struct ChannelSeal(ulong seed, ReadOnlySpan<byte> name)
{
    private readonly ulong _key = Mix(seed ^ Fold(name));

    /// <summary>Sequences of different epochs have nothing to do with each other.</summary>
    public ulong Epoch => Mix(_key + 1);

    /// <summary>The check that goes with a sequence.</summary>
    public uint CheckOf(long sequence) => (uint)Mix(_key ^ Mix((ulong)sequence));

    // FNV-1a.
    private static ulong Fold(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037ul;
        foreach (var b in bytes) hash = (hash ^ b) * 1099511628211ul;
        return hash;
    }

    // The finaliser of SplitMix64: every bit of the input changes about half of the bits of the output.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15ul;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ul;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBul;
        return value ^ (value >> 31);
    }
}
