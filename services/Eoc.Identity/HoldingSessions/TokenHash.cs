using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Eoc.Identity.HoldingSessions;

/// <summary>SHA-256 of a token's bits, as a key that allocates nothing.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TokenHash(long First, long Second, long Third, long Fourth)
{
    public static TokenHash Of(ReadOnlySpan<byte> secret)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(secret, digest);
        return MemoryMarshal.Read<TokenHash>(digest);
    }

    public static TokenHash FromStored(byte[] stored) => MemoryMarshal.Read<TokenHash>(stored);

    public byte[] ToStored()
    {
        var stored = new byte[SHA256.HashSizeInBytes];
        MemoryMarshal.Write(stored, this);
        return stored;
    }
}
