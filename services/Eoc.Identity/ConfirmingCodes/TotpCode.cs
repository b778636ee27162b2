using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Eoc.Identity.ConfirmingCodes;

/// <summary>
/// RFC 6238 codes: six digits, HMAC-SHA1, 30 s. ASP.NET Core's own check says only yes or no; we need the step that matched, because a code that was taken
/// once is refused afterwards.
/// </summary>
internal static class TotpCode
{
    private const int StepSeconds = 30;
    private const int Tolerated = 1; // steps to either side, for clocks that differ
    private const uint Modulus = 1_000_000;

    /// <summary>The step whose code this is, later than <paramref name="used" />; null when there is none.</summary>
    public static long? Match(ReadOnlySpan<byte> key, string code, long used, DateTimeOffset now)
    {
        var current = StepAt(now);
        long? matched = null;
        for (var step = current - Tolerated; step <= current + Tolerated; step++)
        {
            if (Same(At(key, step), code) && step > used) matched ??= step;
        }

        return matched;
    }

    /// <summary>The step a time lies in.</summary>
    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step.</summary>
    public static string At(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        // SHA-1 is what authenticator apps compute (RFC 6238); an HMAC does not rest on collision resistance.
#pragma warning disable CA5350
        HMACSHA1.HashData(key, counter, mac);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac[(mac[^1] & 0x0F)..]) & 0x7FFF_FFFF;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static bool Same(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
