using System.Security.Cryptography;
using System.Text;

namespace Eoc.Contracts.Ids;

/// <summary>Ids that follow from what they stand for, so that a repeated import or delivery names the same thing.</summary>
public static class DerivedId
{
    /// <summary>A UUID (version 8, RFC 9562 section 5.8) from the SHA-256 of the parts, joined by U+001F.</summary>
    public static Guid From(params ReadOnlySpan<string> parts)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts)), digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }
}
