using Eoc.Contracts.Ids;
using Eoc.Exercises.Acting;
using Eoc.Host.Running;
using Eoc.Identity;

namespace Eoc.Host.Demonstrating;

/// <summary>The host of this process, as somebody outside would reach it.</summary>
internal sealed class ThisHost(WebApplication app) : IActingHost
{
    public Uri Address => Server.Addresses(app)[^1];

    public Task<string> SignInAdministrator(CancellationToken cancellation) =>
        app.Services.GetRequiredService<ILocalOperator>().OpenSession(cancellation).AsTask();

    public async Task<Uri?> StartLink(RealmId realm, string account, CancellationToken cancellation) => await StartLinks.For(app, realm, account, cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
