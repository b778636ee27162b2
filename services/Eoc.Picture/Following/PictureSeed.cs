using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Eoc.Contracts.Ids;

namespace Eoc.Picture.Following;

/// <summary>What makes this run's epochs different from every other's.</summary>
/// <param name="Run">Random; fixed only in tests.</param>
internal sealed record PictureSeed(ulong Run)
{
    public static PictureSeed Random() => new(BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)));

    /// <summary>The seed of one realm's picture.</summary>
    public ulong Of(RealmId realm)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Run}/{realm}"), digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }
}
