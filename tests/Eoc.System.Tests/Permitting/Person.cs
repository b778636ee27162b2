using Eoc.Contracts.Rpc.V1;

namespace Eoc.SystemTests.Permitting;

/// <summary>Somebody of one role and one agency, in the realm <c>live</c>; of a device also the unit it is in.</summary>
internal sealed record Person(Role Role, string Agency)
{
    public string? Unit => Role == Role.Device ? Target.UnitOf(Agency) : null;

    /// <summary>Its account's name; a device's is its unit.</summary>
    public string Account => Unit ?? $"{Role}-{Agency}".ToLowerInvariant();
}

/// <summary>Whose thing a request touches.</summary>
internal sealed record Target(string Realm, string Agency)
{
    public const string Live = "live";

    public static readonly Target[] All = [new(Live, "cpd"), new(Live, "cfd"), new("drill", "cpd")];

    public string Unit => UnitOf(Agency);

    /// <summary>An account of that agency that belongs to none of the callers.</summary>
    public string Account => $"spare-{Agency}";

    public static string UnitOf(string agency) => $"{agency}/1";
}
