using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Eoc.Contracts.Ids;

namespace Eoc.Picture.Following;

/// <summary>What makes this run's epochs different from every other's, and each picture's from those of its realm before.</summary>
/// <param name="run">Random; fixed only in tests.</param>
internal sealed class PictureSeed(ulong run)
{
    private readonly ConcurrentDictionary<RealmId, int> _pictures = new();

    public static PictureSeed Random() => new(BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)));

    /// <summary>The seed of the realm's next picture: one that was deleted and made again must not go on where nothing is left.</summary>
    public ulong Next(RealmId realm)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var number = _pictures.AddOrUpdate(realm, 1, (_, before) => before + 1);
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{run}/{realm}/{number}")), digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }
}
