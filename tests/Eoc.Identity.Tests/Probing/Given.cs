using Eoc.Contracts.Rpc.V1;
using Grpc.Core;

namespace Eoc.Identity.Tests.Probing;

/// <summary>Requests and expectations that the tests share.</summary>
internal static class Given
{
    public const string Password = "a long enough phrase";

    public static string Name(Role role, string agency) => $"{role}-{agency}".ToLowerInvariant();

    public static CreateAccountRequest Account(Role role, string agency = "cpd", string realm = "live", string? name = null, params string[] audiences) => new()
    {
        Realm = realm,
        Id = Guid.CreateVersion7().ToString(),
        Name = name ?? Name(role, agency),
        Role = role,
        Agency = agency,
        Audiences = { audiences },
        Password = Password,
    };

    public static SignInRequest SignIn(string account, string realm = "live", string password = Password, string code = "") =>
        new() { Realm = realm, Account = account, Password = password, TotpCode = code };

    public static ProbeRequest Probe(string realm = "live", params string[] units) => new() { Header = new() { Realm = realm }, Units = { units } };

    /// <summary>The status a call ends with; OK when it does not fail.</summary>
    public static async Task<StatusCode> StatusOf(Func<Task> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException failure)
        {
            return failure.StatusCode;
        }
    }
}
