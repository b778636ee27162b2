using Eoc.Identity.Auditing;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Eoc.Identity.Throttling;

/// <summary>
/// Slows whoever guesses passwords: each address as a whole, and each account as tried from one address. Nothing is ever counted against an account alone,
/// so nobody can keep a person out from somewhere else.
/// </summary>
internal sealed class SignInThrottle(TimeProvider clock, AuditTrail audit)
{
    private const int FreeFromSource = 20;
    private const int FreeForAccount = 5;
    private readonly FailureLedger _sources = new(FreeFromSource, clock);
    private readonly FailureLedger _pairs = new(FreeForAccount, clock);

    /// <summary>Begins a try of an account's password.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED with google.rpc.RetryInfo, when this address has to wait.</exception>
    public PasswordTry Begin(ServerCallContext context, string account)
    {
        var source = CallSource.KeyOf(context);
        var pair = $"{source} {account}";
        var wait = _pairs.Begin(pair);
        if (wait == TimeSpan.Zero && (wait = _sources.Begin(source)) > TimeSpan.Zero) _pairs.GiveBack(pair);
        if (wait == TimeSpan.Zero) return new(this, source, pair);
        audit.Note(new(account, CallSource.AddressOf(context), "password.tried", account, AuditNote.Throttled));
        throw Wait(wait);
    }

    private static RpcException Wait(TimeSpan wait) => new Google.Rpc.Status
    {
        Code = (int)StatusCode.ResourceExhausted,
        Message = "Too many tries from this address; wait.",
        Details = { Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) }) },
    }.ToRpcException();

    /// <summary>One try; it counts as failed until it succeeds.</summary>
    internal readonly record struct PasswordTry(SignInThrottle Throttle, string Source, string Pair)
    {
        public void Succeeded()
        {
            Throttle._sources.GiveBack(Source);
            Throttle._pairs.Forgive(Pair);
        }
    }
}
