using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Eoc.Contracts.Events;
using Eoc.Contracts.Grains;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Journal.Realms;
using Eoc.ServiceDefaults.Calling;
using Eoc.ServiceDefaults.Validating;
using Google.Protobuf;
using OccurredSource = Eoc.Contracts.Rpc.V1.OccurredSource;

namespace Eoc.Incidents.Admitting;

/// <summary>Turns what arrived into a command context: every field checked, the realm known, the command not older than its record is kept for.</summary>
internal sealed class Admission(IRealmClocks clocks, TimeProvider time)
{
    /// <summary>A retry later than this could meet a record of command ids that has been cleared.</summary>
    private static readonly TimeSpan Expiry = TimeSpan.FromHours(24);

    /// <summary>How far ahead a caller's clock may be.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT naming every field that is wrong.</exception>
    public async ValueTask<Admitted> Admit(Incoming incoming, bool realmMustExist = true)
    {
        var header = ReadHeader(incoming.Checks, incoming.Header);
        incoming.Checks.Done();
        var wall = time.GetUtcNow();
        if (header.IssuedAt < wall - Expiry || header.IssuedAt > wall + Ahead) return Admitted.Refused("command-expired");
        var now = await clocks.Now(header.Realm, incoming.Call.CancellationToken) ?? (realmMustExist ? null : wall);
        return now is { } known ? new(header.Realm, Context(incoming, header, known), null) : Admitted.Refused("realm-unknown");
    }

    private static Header ReadHeader(RequestChecks checks, CommandHeader? header)
    {
        if (header is null)
        {
            checks.Violate("header", "give realm, command_id and issued_at");
            return default;
        }

        var inside = checks.In("header");
        return new(
            inside.Id<RealmId>("realm", header.Realm),
            inside.Id<CommandId>("command_id", header.CommandId),
            inside.Time("issued_at", header.IssuedAt),
            inside.OptionalTime("occurred_at", header.OccurredAt),
            inside.OptionalChoice("source", header.Source),
            header.AskedBefore);
    }

    private static CommandContext Context(Incoming incoming, Header header, DateTimeOffset now)
    {
        var caller = incoming.Call.GetCaller();
        return new()
        {
            Command = header.Command,
            Account = caller.Account,
            Agency = caller.Agency,
            Labels = caller.Labels,
            OccurredAt = Microseconds.Truncate(header.OccurredAt ?? now),
            Source = Source(header),
            Now = now,
            RequestHash = Hash(incoming.Request, incoming.Header!),
            AskedBefore = header.AskedBefore,
        };
    }

    /// <summary>A command without an event time happens now, at the console.</summary>
    private static Contracts.Events.OccurredSource Source(Header header) => header switch
    {
        { Source: not OccurredSource.Unspecified } => (Contracts.Events.OccurredSource)header.Source,
        { OccurredAt: null } => Contracts.Events.OccurredSource.Dispatcher,
        _ => Contracts.Events.OccurredSource.Unspecified,
    };

    /// <summary>The body without the time of issue and whether it is asked again: a retry may be issued anew, but must ask for the same.</summary>
    private static ImmutableArray<byte> Hash(IMessage request, CommandHeader header)
    {
        var (issuedAt, askedBefore) = (header.IssuedAt, header.AskedBefore);
        (header.IssuedAt, header.AskedBefore) = (null, false);
        var size = request.CalculateSize();
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        request.WriteTo(buffer.AsSpan(0, size));
        var hash = SHA256.HashData(buffer.AsSpan(0, size));
        ArrayPool<byte>.Shared.Return(buffer);
        (header.IssuedAt, header.AskedBefore) = (issuedAt, askedBefore);
        return ImmutableCollectionsMarshal.AsImmutableArray(hash);
    }

    private readonly record struct Header(
        RealmId Realm, CommandId Command, DateTimeOffset IssuedAt, DateTimeOffset? OccurredAt, OccurredSource Source, bool AskedBefore);
}

/// <summary>A command that may go on, or why it may not.</summary>
internal readonly record struct Admitted(RealmId Realm, CommandContext? Context, CommandResult? Refusal)
{
    /// <summary>The same once more, of which nobody knows what became.</summary>
    public Admitted Again() => this with { Context = Context! with { AskedBefore = true } };

    public static Admitted Refused(string code) => new(default, null, new() { Refusal = new() { Code = code } });
}
