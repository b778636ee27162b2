using Eoc.Contracts.Events;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Eoc.Identity.Storing;

/// <summary>Accounts, sessions, the audit and the data-protection keys, in SQLite or in the schema <c>identity</c> of PostgreSQL.</summary>
internal sealed class IdentityDb(DbContextOptions<IdentityDb> options) : IdentityUserContext<Account, Guid>(options), IDataProtectionKeyContext
{
    public const string Schema = "identity";

    public DbSet<SessionRow> Sessions => Set<SessionRow>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite compares text; whole microseconds compare the same everywhere.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosecondsConverter>();
        configurationBuilder.Properties<TimeSpan>().HaveConversion<long>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        if (Database.IsNpgsql()) builder.HasDefaultSchema(Schema);
        NameTables(builder);
        builder.Entity<Account>().HasIndex(account => new { account.Realm, account.Name }).IsUnique();
        builder.Entity<SessionRow>(row =>
        {
            row.ToTable("sessions").HasKey(session => session.Id);
            row.HasIndex(session => session.TokenHash).IsUnique();
            row.HasIndex(session => new { session.Realm, session.Account });
            row.HasOne<Account>().WithMany().HasForeignKey(session => session.AccountId);
        });
    }

    private static void NameTables(ModelBuilder builder)
    {
        builder.Entity<Account>().ToTable("accounts");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("account_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("account_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("account_tokens");
        builder.Entity<AuditEntry>().ToTable("audit").HasKey(entry => entry.Position);
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
    }

    private sealed class MicrosecondsConverter() : ValueConverter<DateTimeOffset, long>(time => Microseconds.From(time), stored => Microseconds.ToTime(stored));
}
