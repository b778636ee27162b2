using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Eoc.Identity.HoldingSessions;

/// <summary>A bearer token: <c>eoc_</c> and 256 random bits in base64url. The prefix lets secret scanners find a leaked one.</summary>
internal static class SessionToken
{
    private const string Prefix = "eoc_";
    private const int Bytes = 32;
    private const int Length = 4 + 43;

    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The hash under which it is kept; false for what cannot be a token.</summary>
    public static bool TryHash(ReadOnlySpan<char> token, out TokenHash hash)
    {
        hash = default;
        Span<byte> secret = stackalloc byte[Bytes];
        if (token.Length != Length || !token.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var status = Base64Url.DecodeFromChars(token[Prefix.Length..], secret, out _, out var written);
        if (status != OperationStatus.Done || written != Bytes) return false;
        hash = TokenHash.Of(secret);
        return true;
    }
}
