using Eoc.Contracts.Ids;
using Eoc.Identity;

namespace Eoc.Host.Running;

/// <summary>Links into this process's own console.</summary>
internal static class StartLinks
{
    /// <summary>Opens the console on this account: once, within 15 minutes, from this machine.</summary>
    public static async Task<Uri> For(WebApplication app, RealmId realm, string account, CancellationToken cancellation)
    {
        var secret = await app.Services.GetRequiredService<IStartLinks>().Issue(realm, account, cancellation);
        return new UriBuilder(Server.Addresses(app)[0]) { Host = "localhost", Fragment = $"start={secret}" }.Uri;
    }
}
