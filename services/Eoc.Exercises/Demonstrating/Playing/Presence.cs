using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Acting;

namespace Eoc.Exercises.Demonstrating.Playing;

/// <summary>Whether anybody looks at the demonstration. Nobody there for half an hour, and no more happens until somebody comes: a host that was left
/// running overnight must not fill its disk with a play for nobody.</summary>
internal sealed class Presence(Clients clients, Actor gateway, Rest rest)
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(1);

    private DateTimeOffset _last;
    private DateTimeOffset _looked;

    /// <summary>Whether somebody looks, or did half an hour ago. The start counts as a look.</summary>
    public async Task<bool> SomebodyLooks(DateTimeOffset now, CancellationToken cancellation)
    {
        if (_looked == default) _last = now;
        if (now - _looked < rest.Every) return now - _last < rest.Patience;
        _looked = now;
        if (await IsThere(now, cancellation)) _last = now;
        return now - _last < rest.Patience;
    }

    private async Task<bool> IsThere(DateTimeOffset now, CancellationToken cancellation)
    {
        var accounts = await gateway.Ask(o => clients.Accounts.ListAccountsAsync(new() { Realm = RealmId.Demo.Value }, o), cancellation);
        foreach (var account in accounts.Accounts.Where(account => !account.Disabled && !Cast.Plays(account.Name)))
        {
            var request = new ListSessionsRequest { Realm = RealmId.Demo.Value, Account = account.Name };
            var sessions = await gateway.Ask(o => clients.Sessions.ListSessionsAsync(request, o), cancellation);
            if (sessions.Sessions.Any(session => now - session.LastSeenAt.ToDateTimeOffset() < Recent)) return true;
        }

        return false;
    }
}
