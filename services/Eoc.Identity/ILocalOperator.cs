namespace Eoc.Identity;

/// <summary>Sessions for commands that the host's own process runs against its own RPCs, such as an import. Never reachable from outside the process.</summary>
public interface ILocalOperator
{
    /// <summary>A new session of an administrator in the realm <c>live</c> named <c>operator</c>; it lasts as long as a person's. Returns the bearer token.</summary>
    ValueTask<string> OpenSession(CancellationToken cancellation);
}
