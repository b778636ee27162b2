using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Identity.Auditing;
using Eoc.Identity.Storing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Eoc.Identity.OpeningByLink;

/// <inheritdoc cref="IStartLinks" />
/// <remarks>A link is a row among the account's tokens: its name is the secret's hash, its value when it ends, in Unix microseconds, or that it was used.</remarks>
internal sealed class StartLinks(IDbContextFactory<IdentityDb> store, TimeProvider clock) : IStartLinks
{
    public const string Provider = "start-link";
    public const string Used = "used";

    private const int SecretBytes = 32;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public async ValueTask<string> Issue(RealmId realm, string account, CancellationToken cancellation)
    {
        if (realm.IsLive) throw new ArgumentException("Nobody gets into live by a link.", nameof(realm));
        await using var db = await store.CreateDbContextAsync(cancellation);
        var owner = await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Realm == realm.Value && user.Name == account, cancellation)
            ?? throw new ArgumentException($"There is no account {realm}/{account}.", nameof(account));
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        var now = clock.GetUtcNow();
        await db.UserTokens.Where(token => token.UserId == owner.Id && token.LoginProvider == Provider).ExecuteDeleteAsync(cancellation);
        db.UserTokens.Add(new() { UserId = owner.Id, LoginProvider = Provider, Name = HashOf(secret), Value = EndOf(now) });
        db.Audit.Add(new AuditNote("system", string.Empty, "start-link.issued", owner.UserName!, AuditNote.Done).ToEntry(now));
        await db.SaveChangesAsync(cancellation);
        return Base64Url.EncodeToString(secret);
    }

    /// <summary>The hash under which a secret is kept; null for what cannot be one.</summary>
    public static string? HashOf(string secret)
    {
        Span<byte> bytes = stackalloc byte[SecretBytes];
        if (secret.Length != Base64Url.GetEncodedLength(SecretBytes)) return null;
        return Base64Url.DecodeFromChars(secret, bytes, out _, out _) == OperationStatus.Done ? HashOf((ReadOnlySpan<byte>)bytes) : null;
    }

    /// <summary>Whether a link's time is over.</summary>
    public static bool IsOver(IdentityUserToken<Guid> link, DateTimeOffset now) =>
        Microseconds.From(now) >= long.Parse(link.Value!, CultureInfo.InvariantCulture);

    private static string EndOf(DateTimeOffset now) => Microseconds.From(now + Lifetime).ToString(CultureInfo.InvariantCulture);

    private static string HashOf(ReadOnlySpan<byte> secret) => Convert.ToHexStringLower(SHA256.HashData(secret));
}
