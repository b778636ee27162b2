using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Auditing;
using Eoc.Identity.HoldingSessions;
using Eoc.Identity.Storing;
using Microsoft.EntityFrameworkCore;

namespace Eoc.Identity.Starting;

/// <inheritdoc cref="ILocalOperator" />
internal sealed class LocalOperator(IDbContextFactory<IdentityDb> store, IdentitySettings settings, TimeProvider clock) : ILocalOperator
{
    /// <summary>What the record calls it; no account can have this name.</summary>
    public const string Name = "operator";

    public async ValueTask<string> OpenSession(CancellationToken cancellation)
    {
        var token = SessionToken.New();
        var row = RowOf(token);
        await using var db = await store.CreateDbContextAsync(cancellation);
        db.Sessions.Add(row);
        db.Audit.Add(new AuditNote($"{RealmId.Live}/{Name}", string.Empty, "session.begun", row.Id.ToString(), AuditNote.Done).ToEntry(row.CreatedAt));
        await db.SaveChangesAsync(cancellation);
        return token;
    }

    private SessionRow RowOf(string token)
    {
        var now = clock.GetUtcNow();
        SessionToken.TryHash(token, out var hash);
        return new()
        {
            Id = SessionId.New().Value,
            TokenHash = hash.ToStored(),
            Realm = RealmId.Live.Value,
            Account = Name,
            Role = Role.Administrator,
            Agency = settings.OperatingAgency,
            Audiences = string.Empty,
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + settings.SessionLimit,
            IdleLimit = settings.SessionIdleLimit,
            Address = string.Empty,
        };
    }
}
