using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Auditing;
using Eoc.Identity.HoldingSessions;
using Eoc.Identity.Storing;
using Eoc.Identity.Throttling;
using Eoc.ServiceDefaults.Calling;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Eoc.Identity.Authorising;

/// <summary>Who calls, and whether this request lies within its reach. Says no unless a grant says yes, and never says what there is.</summary>
internal sealed class Gate(HeldSessions held, AuditTrail audit, IEnumerable<IDispatchConsents> consents)
{
    private const string Scheme = "Bearer ";
    private const string AuthenticatorRequired = "authenticator-required";
    private readonly IDispatchConsents? _consents = consents.LastOrDefault();

    /// <summary>The session in hand that the call's token names; null when it has to be looked for in the store.</summary>
    public HeldSession? FindHeld(HttpContext http) => TryHash(http, out var hash) ? held.Use(hash) : null;

    /// <summary>The session that the call's token names, from the store.</summary>
    /// <exception cref="RpcException">UNAUTHENTICATED when there is none.</exception>
    public async Task<HeldSession> Load(ServerCallContext context)
    {
        var given = TryHash(context.GetHttpContext(), out var hash);
        if (given && await LoadStored(hash, context.CancellationToken) is { } session) return session;
        if (given) audit.Note(new(string.Empty, CallSource.AddressOf(context), "token.tried", context.Method, AuditNote.Refused));
        throw Unauthenticated();
    }

    /// <summary>How far the caller reaches with this method.</summary>
    /// <exception cref="RpcException">PERMISSION_DENIED when its role has no grant, or its account still lacks an authenticator.</exception>
    public Reach ReachOf(MethodRule rule, Caller caller, ServerCallContext context)
    {
        if (caller.LacksAuthenticator && !rule.Enrolling) throw EnrolFirst(caller, context);
        var reach = rule.ReachOf(caller.Role);
        return reach == Reach.Unspecified ? throw Denied(caller, context) : reach;
    }

    /// <summary>Judges one request. Completes at once unless another agency has to be asked.</summary>
    /// <exception cref="RpcException">PERMISSION_DENIED, or INVALID_ARGUMENT for a field that holds no id.</exception>
    public ValueTask Admit(MethodRule rule, Reach reach, Caller caller, object request, bool first, ServerCallContext context)
    {
        if (rule.Owners.IsEmpty) return ValueTask.CompletedTask;
        if (request is not IMessage message) throw Denied(caller, context);
        var judgement = new Judgement(caller, reach, first);
        foreach (var field in rule.Owners) field.Read(message, ref judgement);
        if (judgement.Outside) throw Denied(caller, context);
        if (judgement.Bad is { } bad) throw Invalid(bad);
        return judgement.Foreign.Count == 0 ? ValueTask.CompletedTask : Ask(judgement.Foreign, caller, context);
    }

    private async Task<HeldSession?> LoadStored(TokenHash hash, CancellationToken cancellation)
    {
        try
        {
            return await held.Load(hash, cancellation);
        }
        catch (Exception failure) when (StoreOutage.Is(failure))
        {
            throw OutageAnswer.Unavailable(StoreOutage.Words);
        }
    }

    public static RpcException Unauthenticated() => new(new Grpc.Core.Status(StatusCode.Unauthenticated, "Sign in first."));

    private async ValueTask Ask(IReadOnlyList<AgencyId> owners, Caller caller, ServerCallContext context)
    {
        foreach (var owner in owners)
        {
            if (_consents is null || !await _consents.MayDispatch(caller.Realm, owner, caller.Agency, context.CancellationToken))
                throw Denied(caller, context);
        }
    }

    private RpcException Denied(Caller caller, ServerCallContext context)
    {
        NoteRefused(caller, context);
        return new(new Grpc.Core.Status(StatusCode.PermissionDenied, "This account may not do that."));
    }

    /// <summary>Typed, so that a console leads there instead of saying no.</summary>
    private RpcException EnrolFirst(Caller caller, ServerCallContext context)
    {
        NoteRefused(caller, context);
        return new Google.Rpc.Status
        {
            Code = (int)StatusCode.PermissionDenied,
            Message = "Set up an authenticator first: EnrolTotp, then ConfirmTotp.",
            Details = { Any.Pack(new ErrorInfo { Reason = AuthenticatorRequired, Domain = "eoc.v1" }) },
        }.ToRpcException();
    }

    private void NoteRefused(Caller caller, ServerCallContext context) =>
        audit.Note(new(AuditNote.ActorOf(caller), CallSource.AddressOf(context), "call", context.Method, AuditNote.Refused));

    private static RpcException Invalid(OwnerField field) => new Google.Rpc.Status
    {
        Code = (int)StatusCode.InvalidArgument,
        Message = "Fields are not acceptable: " + field.Name,
        Details = { Any.Pack(new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = field.Name, Description = RemedyOf(field.Owner) } } }) },
    }.ToRpcException();

    private static string RemedyOf(Owner owner) => owner == Owner.Unit
        ? "give agency/unit, each 1 to 32 of a-z, 0-9 and '-'"
        : "give 1 to 32 of a-z, 0-9 and '-'";

    private static bool TryHash(HttpContext http, out TokenHash hash)
    {
        var header = http.Request.Headers.Authorization;
        hash = default;
        return header.Count == 1 && header[0] is { } value && value.StartsWith(Scheme, StringComparison.Ordinal) && SessionToken.TryHash(value.AsSpan(Scheme.Length), out hash);
    }
}
