using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Auditing;
using Eoc.Identity.ConfirmingCodes;
using Eoc.Identity.HoldingSessions;
using Eoc.Identity.Storing;
using Eoc.Identity.Throttling;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Account = Eoc.Identity.Storing.Account;

namespace Eoc.Identity.SigningIn;

/// <summary>A new session for somebody who has shown that the account is theirs: a token that is told once, a row with its hash, a line in the audit.</summary>
internal sealed class NewSessions(IdentityDb db, IdentitySettings settings, TimeProvider clock)
{
    public async Task<SignInResponse> Begin(KeyedAccount keyed, ServerCallContext context)
    {
        var token = SessionToken.New();
        var row = RowOf(keyed.Account, token, CallSource.AddressOf(context));
        db.Sessions.Add(row);
        var actor = $"{row.Realm}/{row.Account}";
        db.Audit.Add(new AuditNote(actor, row.Address, "session.begun", row.Id.ToString(), AuditNote.Done).ToEntry(row.CreatedAt));
        await db.SaveChangesAsync(context.CancellationToken);
        return new() { Token = token, Session = row.Id.ToString(), ExpiresAt = row.ExpiresAt.ToTimestamp(), Totp = keyed.Key is not null };
    }

    private SessionRow RowOf(Account account, string token, string address)
    {
        var now = clock.GetUtcNow();
        SessionToken.TryHash(token, out var hash);
        return new()
        {
            Id = SessionId.New().Value,
            TokenHash = hash.ToStored(),
            AccountId = account.Id,
            Stamp = account.SecurityStamp,
            Realm = account.Realm,
            Account = account.Name,
            Role = account.Role,
            Agency = account.Agency,
            Audiences = account.Audiences,
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + settings.SessionLimit,
            IdleLimit = settings.SessionIdleLimit,
            Address = address,
        };
    }
}
