using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Auditing;
using Eoc.Identity.KeepingAccounts;
using Eoc.Identity.Storing;
using Eoc.Identity.Throttling;
using Eoc.ServiceDefaults.Calling;
using Eoc.ServiceDefaults.Validating;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace Eoc.Identity.HoldingSessions;

/// <summary>Which sessions an account has, and ending them.</summary>
internal sealed class SessionList(IdentityDb db, HeldSessions held, TimeProvider clock)
{
    public async Task<ListSessionsResponse> List(ListSessionsRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        AccountNames.CheckHolder(checks, request.Account);
        checks.Done();
        var caller = context.GetCaller();
        var (realm, account) = (request.Realm, request.Account.Length == 0 ? caller.Account : request.Account);
        var now = clock.GetUtcNow();
        var rows = await db.Sessions.AsNoTracking().Of(realm, account).Standing(db).Where(row => row.ExpiresAt > now)
            .OrderByDescending(row => row.CreatedAt).ToListAsync(context.CancellationToken);
        return new() { Sessions = { rows.Where(row => now - row.LastSeenAt <= row.IdleLimit).Select(row => MessageOf(row, caller)) } };
    }

    public async Task<RevokeSessionResponse> Revoke(RevokeSessionRequest request, ServerCallContext context)
    {
        var checks = new RequestChecks();
        var session = checks.Id<SessionId>("session", request.Session);
        AccountNames.CheckHolder(checks, request.Account);
        checks.Done();
        var account = request.Account.Length == 0 ? context.GetCaller().Account : request.Account;
        await End(request.Realm, account, session, "session.revoked", context);
        return new();
    }

    /// <summary>Ends the caller's own.</summary>
    public Task SignOut(ServerCallContext context)
    {
        var caller = context.GetCaller();
        return End(caller.Realm.Value, caller.Account, caller.Session, "session.signed-out", context);
    }

    private async Task End(string realm, string account, SessionId session, string action, ServerCallContext context)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
        var ended = await db.Sessions.Of(realm, account).Where(row => row.Id == session.Value).ExecuteDeleteAsync(context.CancellationToken);
        if (ended == 0) return;
        db.Audit.Add(AuditNote.DoneBy(context.GetCaller(), CallSource.AddressOf(context), action, session.ToString()).ToEntry(clock.GetUtcNow()));
        await db.SaveChangesAsync(context.CancellationToken);
        await transaction.CommitAsync(context.CancellationToken);
        held.End(known => known.Id == session.Value);
    }

    private static Session MessageOf(SessionRow row, Caller caller) => new()
    {
        Id = row.Id.ToString(),
        CreatedAt = row.CreatedAt.ToTimestamp(),
        LastSeenAt = row.LastSeenAt.ToTimestamp(),
        ExpiresAt = row.ExpiresAt.ToTimestamp(),
        Address = row.Address,
        Own = row.Id == caller.Session.Value,
    };
}
