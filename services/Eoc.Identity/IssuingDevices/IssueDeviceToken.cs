using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Auditing;
using Eoc.Identity.HoldingSessions;
using Eoc.Identity.KeepingAccounts;
using Eoc.Identity.Storing;
using Eoc.Identity.Throttling;
using Eoc.ServiceDefaults.Calling;
using Eoc.ServiceDefaults.Validating;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace Eoc.Identity.IssuingDevices;

/// <summary>A device's token: a long-lived session of role device in one unit. Asked again under the same id, it gets a new token and the old one ends.</summary>
internal sealed class IssueDeviceToken(IdentityDb db, HeldSessions held, IdentitySettings settings, TimeProvider clock)
{
    private const int MostLabels = 32;

    public async Task<IssueDeviceTokenResponse> Run(IssueDeviceTokenRequest request, ServerCallContext context)
    {
        var order = Read(request);
        var caller = context.GetCaller();
        if (caller.Role != Role.Administrator && !order.Audiences.All(caller.Sees)) return new() { Refusal = Refusals.AudienceNotHeld };
        var known = await db.Sessions.SingleOrDefaultAsync(row => row.Id == order.Session.Value, context.CancellationToken);
        if (known is not null && !IsSame(known, order)) return new() { Refusal = Refusals.SessionTaken };
        var token = SessionToken.New();
        var row = known ?? db.Sessions.Add(RowOf(order)).Entity;
        Renew(row, order, token, CallSource.AddressOf(context));
        db.Audit.Add(AuditNote.DoneBy(caller, row.Address, "device.issued", $"{row.Realm}/{row.Account} {row.Id}").ToEntry(row.CreatedAt));
        await db.SaveChangesAsync(context.CancellationToken);
        held.End(session => session.Id == row.Id);
        return new() { Issued = new() { Token = token, ExpiresAt = row.ExpiresAt.ToTimestamp() } };
    }

    private static Order Read(IssueDeviceTokenRequest request)
    {
        var checks = new RequestChecks();
        var realm = checks.Id<RealmId>("realm", request.Realm);
        var unit = checks.Id<UnitId>("unit", request.Unit);
        var session = checks.Id<SessionId>("session", request.Session);
        checks.Count("audiences", request.Audiences.Count, 0, MostLabels);
        var audiences = request.Audiences.Select((label, at) => checks.Id<Audience>($"audiences[{at}]", label)).ToList();
        checks.Done();
        return new(realm, unit, session, audiences);
    }

    private static bool IsSame(SessionRow row, Order order) => row.Role == Role.Device && row.Realm == order.Realm.Value && row.Unit == order.Unit.ToString();

    private SessionRow RowOf(Order order) => new()
    {
        Id = order.Session.Value,
        TokenHash = [],
        Realm = order.Realm.Value,
        Account = order.Unit.ToString(),
        Unit = order.Unit.ToString(),
        Role = Role.Device,
        Agency = order.Unit.Agency.Value,
        Audiences = string.Empty,
        CreatedAt = default,
        LastSeenAt = default,
        ExpiresAt = default,
        IdleLimit = settings.DeviceIdleLimit,
        Address = string.Empty,
    };

    private void Renew(SessionRow row, Order order, string token, string address)
    {
        SessionToken.TryHash(token, out var hash);
        row.TokenHash = hash.ToStored();
        row.Audiences = GrantedLabels.Write(order.Audiences);
        row.Address = address;
        row.CreatedAt = row.LastSeenAt = clock.GetUtcNow();
        row.ExpiresAt = row.CreatedAt + settings.DeviceLimit;
    }

    private sealed record Order(RealmId Realm, UnitId Unit, SessionId Session, List<Audience> Audiences);
}
