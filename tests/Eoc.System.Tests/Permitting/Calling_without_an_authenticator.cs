using Eoc.Contracts.Rpc.V1;
using Eoc.TestServers;
using Grpc.Core;
using Grpc.Net.Client;

namespace Eoc.SystemTests.Permitting;

/// <summary>Every method there is, as an administrator of live who has signed in with the password alone, at a host with its own settings.</summary>
public sealed class Calling_without_an_authenticator
{
    /// <summary>Written by hand, as the table is; besides these are only those that anyone may call.</summary>
    private static readonly string[] Open = ["AccountService/ConfirmTotp", "AccountService/EnrolTotp", "SessionService/GetSelf", "SessionService/SignOut"];

    [Fact]
    public async Task is_let_in_to_what_sets_one_up_and_nowhere_else()
    {
        var data = Directory.CreateTempSubdirectory("eoc-enrolling-");
        await using var host = await HostProcess.Start(data.FullName, ("EOC_TOTP", ""));
        using var channel = GrpcChannel.ForAddress(host.Grpc);
        var let = new List<string>();
        foreach (var rpc in Rpc.All)
        {
            var session = await SignIn(channel, host.AdministratorPassword!);
            if (await rpc.Call(channel.CreateCallInvoker(), session, Target.All[0]) != StatusCode.PermissionDenied) let.Add(rpc.Name);
        }

        var anyone = PermissionTable.Methods.Where(method => PermissionTable.Reach(method, Role.Administrator) == "anyone");
        Assert.Equal(Open.Concat(anyone).Order(StringComparer.Ordinal), let.Order(StringComparer.Ordinal));
        await host.Stop();
        data.Delete(recursive: true);
    }

    private static async Task<Metadata> SignIn(GrpcChannel channel, string password)
    {
        var session = await new SessionService.SessionServiceClient(channel).SignInAsync(new() { Realm = Target.Live, Account = "admin", Password = password });
        return new() { { "authorization", $"Bearer {session.Token}" } };
    }
}
