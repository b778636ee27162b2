using Eoc.Exercises.Acting;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Grpc.Net.Client;

namespace Eoc.Exercises.Replaying.Playing;

/// <summary>A host that somebody else runs. The administrator comes from <c>EOC_ADMIN_NAME</c> and <c>EOC_ADMIN_PASSWORD</c>, or <c>_FILE</c>.</summary>
internal sealed class RemoteHost(Uri address) : IActingHost
{
    public Uri Address => address;

    public async Task<string> SignInAdministrator(CancellationToken cancellation)
    {
        using var channel = Clients.Open(address);
        var request = new SignInRequest
        {
            Realm = RealmId.Live.ToString(),
            Account = Secret("EOC_ADMIN_NAME"),
            Password = Secret("EOC_ADMIN_PASSWORD"),
            TotpCode = Environment.GetEnvironmentVariable("EOC_ADMIN_TOTP") ?? string.Empty,
        };
        return (await new SessionService.SessionServiceClient(channel).SignInAsync(request, cancellationToken: cancellation)).Token;
    }

    /// <summary>A link is made by the process that serves, for the machine it runs on.</summary>
    public Task<Uri?> StartLink(RealmId realm, string account, CancellationToken cancellation) => Task.FromResult<Uri?>(null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Secret(string name)
    {
        if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value) return value;
        if (Environment.GetEnvironmentVariable($"{name}_FILE") is { Length: > 0 } file) return File.ReadAllText(file).Trim();
        throw new ReplayRefusedException($"Set {name} or {name}_FILE: a replay on another host needs an administrator of it.");
    }
}
