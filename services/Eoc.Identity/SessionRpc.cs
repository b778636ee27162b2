using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.HoldingSessions;
using Eoc.Identity.IssuingDevices;
using Eoc.Identity.OpeningByLink;
using Eoc.Identity.SigningIn;
using Eoc.ServiceDefaults.Calling;
using Grpc.Core;

namespace Eoc.Identity;

/// <summary>Sessions over gRPC: one line for each behaviour.</summary>
internal sealed class SessionRpc(SignIn signIn, RedeemStartLink startLinks, SessionList sessions, IssueDeviceToken devices) : SessionService.SessionServiceBase
{
    public override Task<SignInResponse> SignIn(SignInRequest request, ServerCallContext context) => signIn.Run(request, context);

    public override Task<RedeemStartLinkResponse> RedeemStartLink(RedeemStartLinkRequest request, ServerCallContext context) => startLinks.Run(request, context);

    public override async Task<SignOutResponse> SignOut(SignOutRequest request, ServerCallContext context)
    {
        await sessions.SignOut(context);
        return new();
    }

    public override Task<GetSelfResponse> GetSelf(GetSelfRequest request, ServerCallContext context) => Task.FromResult(SelfOf(context.GetCaller()));

    public override Task<ListSessionsResponse> ListSessions(ListSessionsRequest request, ServerCallContext context) => sessions.List(request, context);

    public override Task<RevokeSessionResponse> RevokeSession(RevokeSessionRequest request, ServerCallContext context) => sessions.Revoke(request, context);

    public override Task<IssueDeviceTokenResponse> IssueDeviceToken(IssueDeviceTokenRequest request, ServerCallContext context) => devices.Run(request, context);

    private static GetSelfResponse SelfOf(Caller caller) => new()
    {
        Account = caller.Account,
        Role = caller.Role,
        Agency = caller.Agency.Value,
        Realm = caller.Realm.Value,
        Audiences = { caller.Labels.Select(label => label.Label) },
        Unit = caller.Unit?.ToString() ?? string.Empty,
        Session = caller.Session.ToString(),
        AuthenticatorRequired = caller.LacksAuthenticator,
    };
}
