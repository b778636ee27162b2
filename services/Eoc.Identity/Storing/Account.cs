using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Microsoft.AspNetCore.Identity;

namespace Eoc.Identity.Storing;

/// <summary>One person's account. Its user name, <c>realm/name</c>, is unique, so a name is unique in its realm.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    public required string Realm { get; init; }
    public required string Name { get; init; }
    public required Role Role { get; init; }
    public required string Agency { get; init; }

    /// <summary>Granted labels, joined by a blank; the implied ones are not stored.</summary>
    public required string Audiences { get; init; }

    public bool Disabled { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The 30 s step of the last code taken; that one and all before are refused.</summary>
    public long UsedStep { get; set; }

    public static string UserNameOf(string realm, string name) => $"{realm}/{name}";

    public static Account Of(Guid id, RealmId realm, string name, Role role, AgencyId agency, string audiences, DateTimeOffset now) => new()
    {
        Id = id,
        UserName = UserNameOf(realm.Value, name),
        Realm = realm.Value,
        Name = name,
        Role = role,
        Agency = agency.Value,
        Audiences = audiences,
        CreatedAt = now,
    };
}
