using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Eoc.Host.Serving;

/// <summary>One file of the console with its compressed forms, in memory.</summary>
/// <param name="type">Its Content-Type.</param>
/// <param name="immutable">Its name has the hash of its content: it never changes.</param>
/// <param name="plain">As it is.</param>
/// <param name="gzip">By gzip.</param>
/// <param name="brotli">By Brotli.</param>
internal sealed class ServedFile(string type, bool immutable, byte[] plain, byte[] gzip, byte[] brotli)
{
    private readonly EntityTagHeaderValue _tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 12))}\"", isWeak: true);

    /// <summary>Answers with the smallest form the browser takes, or with 304.</summary>
    public Task Send(HttpContext context)
    {
        var (bytes, encoding) = Choose(context.Request.Headers.AcceptEncoding);
        var headers = context.Response.Headers;
        headers.ContentType = type;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = immutable ? "public, max-age=31536000, immutable" : "no-cache";
        headers.ETag = _tag.ToString();
        if (IsKnown(context.Request.Headers.IfNoneMatch)) return NotModified(context);
        if (encoding is not null) headers.ContentEncoding = encoding;
        headers.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static Task NotModified(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    private (byte[] Bytes, string? Encoding) Choose(StringValues accepted)
    {
        if (!StringWithQualityHeaderValue.TryParseList(accepted, out var encodings)) return (plain, null);
        var taken = encodings.Where(encoding => encoding.Quality is not 0).Select(encoding => encoding.Value.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (taken.Contains("br")) return (brotli, "br");
        return taken.Contains("gzip") ? (gzip, "gzip") : (plain, null);
    }

    private bool IsKnown(StringValues tags) =>
        EntityTagHeaderValue.TryParseList(tags, out var known) && known.Any(tag => tag.Compare(_tag, useStrongComparison: false) || tag.Tag == "*");
}
