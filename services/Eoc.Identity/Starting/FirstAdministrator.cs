using System.Buffers.Text;
using System.Security.Cryptography;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Auditing;
using Eoc.Identity.KeepingAccounts;
using Eoc.Identity.Storing;
using Microsoft.EntityFrameworkCore;
using Account = Eoc.Identity.Storing.Account;

namespace Eoc.Identity.Starting;

/// <summary>Whoever starts an empty system gets one administrator; its random password is printed to the console once and kept nowhere.</summary>
internal sealed class FirstAdministrator(
    IDbContextFactory<IdentityDb> store, NewPasswords passwords, IdentitySettings settings, TimeProvider clock)
{
    private const string Name = "admin";
    private const int PasswordBytes = 18;

    public async Task Ensure(CancellationToken cancellation)
    {
        await using var db = await store.CreateDbContextAsync(cancellation);
        if (await db.Users.AnyAsync(cancellation)) return;
        var password = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PasswordBytes));
        if (await Create(db, password, cancellation)) await Print(password);
    }

    /// <summary>False when another process that started at the same time was faster.</summary>
    private async Task<bool> Create(IdentityDb db, string password, CancellationToken cancellation)
    {
        var account = Make(password);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // In turn, and not by whose insert fails: EF would log that one with its stack trace, in the first lines of a site's first start.
        await SchemaCreation.TakeTurn(db, cancellation);
        if (await db.Users.AnyAsync(cancellation)) return false;
        db.Users.Add(account);
        db.Audit.Add(new AuditNote("system", string.Empty, "account.created", account.UserName!, AuditNote.Done).ToEntry(account.CreatedAt));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private Account Make(string password) => passwords.Protect(
        Account.Of(Guid.CreateVersion7(), RealmId.Live, Name, Role.Administrator, AgencyId.Parse(settings.OperatingAgency), string.Empty, clock.GetUtcNow()), password);

    private async Task Print(string password)
    {
        await settings.Console.WriteLineAsync(
            $"""

            The first administrator was made. This password is shown once; sign in and set another.
              realm     {RealmId.Live}
              account   {Name}
              password  {password}

            """);
        await settings.Console.FlushAsync();
    }
}
