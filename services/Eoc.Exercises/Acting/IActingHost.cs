using Eoc.Contracts.Ids;

namespace Eoc.Exercises.Acting;

/// <summary>A running host that is acted on through its public gRPC API and nothing else.</summary>
public interface IActingHost : IAsyncDisposable
{
    /// <summary>Where its gRPC listens: <c>http://</c> for HTTP/2 cleartext, <c>https://</c> for TLS.</summary>
    Uri Address { get; }

    /// <summary>Signs an administrator in and gives the session's bearer token; called again when that session has ended.</summary>
    Task<string> SignInAdministrator(CancellationToken cancellation);

    /// <summary>A link that opens the host's console on this account, once and soon; null when this process cannot make one.</summary>
    Task<Uri?> StartLink(RealmId realm, string account, CancellationToken cancellation);
}

/// <summary>Starts a host of the command's own, on free ports over <c>EOC_DATA</c>; it is stopped when it is disposed.</summary>
public delegate Task<IActingHost> StartActingHost(CancellationToken cancellation);
