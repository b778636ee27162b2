using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Auditing;
using Eoc.Identity.ConfirmingCodes;
using Eoc.Identity.KeepingAccounts;
using Eoc.Identity.SigningIn;
using Eoc.Identity.Storing;
using Eoc.Identity.Throttling;
using Eoc.ServiceDefaults.Validating;
using Grpc.Core;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Account = Eoc.Identity.Storing.Account;

namespace Eoc.Identity.OpeningByLink;

/// <summary>
/// A start link against a new session. Why one does not open is told plainly: a secret of 256 bits is not guessed, so whoever holds it may know. A link that
/// was taken and whose session could not be begun is used all the same; the next start prints another.
/// </summary>
internal sealed class RedeemStartLink(IdentityDb db, NewSessions sessions, AuditTrail audit, TimeProvider clock)
{
    public async Task<RedeemStartLinkResponse> Run(RedeemStartLinkRequest request, ServerCallContext context)
    {
        var hash = Read(request);
        var (account, refusal) = CallSource.IsLoopback(context) ? await Take(hash, context.CancellationToken) : (null, Refusals.StartLinkNotLoopback);
        if (account is not null) return new() { Session = await sessions.Begin(new(account, Key: null), context) };
        audit.Note(new(string.Empty, CallSource.AddressOf(context), "start-link.tried", refusal!.Code, AuditNote.Refused));
        return new() { Refusal = refusal };
    }

    private static string Read(RedeemStartLinkRequest request)
    {
        var checks = new RequestChecks();
        var hash = StartLinks.HashOf(request.Secret);
        if (hash is null) checks.Violate("secret", "give what follows #start= in the link, in full");
        checks.Done();
        return hash!;
    }

    private async Task<(Account? Account, Refusal? Refusal)> Take(string hash, CancellationToken cancellation)
    {
        var found = await Find(hash).SingleOrDefaultAsync(cancellation);
        return found switch
        {
            null or { Account.Disabled: true } => (null, Refusals.StartLinkUnknown),
            { Link.Value: StartLinks.Used } => (null, Refusals.StartLinkUsed),
            _ when StartLinks.IsOver(found.Link, clock.GetUtcNow()) => (null, Refusals.StartLinkExpired),
            // The row itself decides who was first.
            _ when await Mark(found.Link, cancellation) != 1 => (null, Refusals.StartLinkUsed),
            _ => (found.Account, null),
        };
    }

    private IQueryable<Found> Find(string hash) =>
        from link in db.UserTokens.AsNoTracking()
        where link.LoginProvider == StartLinks.Provider && link.Name == hash
        join account in db.Users.AsNoTracking() on link.UserId equals account.Id
        select new Found(link, account);

    private Task<int> Mark(IdentityUserToken<Guid> link, CancellationToken cancellation) => db.UserTokens
        .Where(row => row.UserId == link.UserId && row.LoginProvider == link.LoginProvider && row.Name == link.Name && row.Value == link.Value)
        .ExecuteUpdateAsync(row => row.SetProperty(token => token.Value, StartLinks.Used), cancellation);

    private sealed record Found(IdentityUserToken<Guid> Link, Account Account);
}
