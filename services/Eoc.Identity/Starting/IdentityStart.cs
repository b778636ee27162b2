using Eoc.Identity.Authorising;
using Eoc.Identity.Storing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Eoc.Identity.Starting;

/// <summary>What must be true before the first call is served: every method has a policy, the tables are there, somebody can sign in.</summary>
internal sealed class IdentityStart(PolicyCheck policies, IDbContextFactory<IdentityDb> store, FirstAdministrator administrator) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        policies.Run();
        await using (var db = await store.CreateDbContextAsync(cancellationToken)) await SchemaCreation.Ensure(db, cancellationToken);
        await administrator.Ensure(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
