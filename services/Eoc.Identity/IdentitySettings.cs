namespace Eoc.Identity;

/// <summary>What the host decides about accounts and sessions.</summary>
public sealed class IdentitySettings
{
    /// <summary>The folder of <c>identity.db</c>, when there is no connection string.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>A PostgreSQL connection string; the tables lie in its schema <c>identity</c>. Null means SQLite in <see cref="DataFolder" />.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Where the first start prints the administrator's password, once.</summary>
    public TextWriter Console { get; set; } = System.Console.Out;

    /// <summary>The agency of the first administrator: those who run the centre.</summary>
    public string OperatingAgency { get; set; } = "eoc";

    /// <summary>Whether an account of <c>live</c> without an authenticator may do nothing but set one up.</summary>
    public bool LiveNeedsAuthenticator { get; set; } = true;

    /// <summary>How long a person's session lasts at most: a twelve-hour shift and its overlap.</summary>
    public TimeSpan SessionLimit { get; set; } = TimeSpan.FromHours(16);

    /// <summary>How long a person's session lasts without a call or an open stream.</summary>
    public TimeSpan SessionIdleLimit { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a device's token lasts at most.</summary>
    public TimeSpan DeviceLimit { get; set; } = TimeSpan.FromDays(365);

    /// <summary>How long a device's token lasts unused.</summary>
    public TimeSpan DeviceIdleLimit { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often the sessions in use are compared with the store. Under a second, or a revoked one lives too long.</summary>
    public TimeSpan Revalidation { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long sessions are trusted while the store cannot be asked; then all end in this process.</summary>
    public TimeSpan TrustWithoutStore { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Rounds of PBKDF2-HMAC-SHA512 for one password.</summary>
    public int PasswordRounds { get; set; } = 210_000;

    /// <summary>Descriptors of services besides those of <c>eoc.v1</c>, whose methods carry a policy too.</summary>
    public IList<Google.Protobuf.Reflection.FileDescriptor> MoreServices { get; } = [];
}
