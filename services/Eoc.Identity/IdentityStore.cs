using Eoc.Identity.Storing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eoc.Identity;

/// <summary>The store of accounts, for whoever starts a process.</summary>
public static class IdentityStore
{
    /// <summary>Makes the tables, or brings them up to date; so that a reason against it is known before anything runs.</summary>
    /// <exception cref="StoreTooNewException">A newer version of this program made it.</exception>
    public static async Task PrepareIdentity(this IServiceProvider services, CancellationToken cancellation)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync(cancellation);
        await SchemaCreation.Ensure(db, cancellation);
    }
}
