using System.Collections.Immutable;
using Eoc.Contracts.Rpc.V1;
using Google.Protobuf.Reflection;

namespace Eoc.Identity.Authorising;

/// <summary>A method's policy, ready to be asked on every call.</summary>
internal sealed class MethodRule
{
    private readonly ImmutableArray<Reach> _reaches;

    private MethodRule(MethodDescriptor method, Policy policy)
    {
        Name = $"/{method.Service.FullName}/{method.Name}";
        Anonymous = policy.Anonymous;
        Enrolling = policy.Enrolling;
        Owners = OwnerField.In(method.InputType);
        _reaches = [.. Enum.GetValues<Role>().Select(role => WidestOf(policy, role))];
    }

    /// <summary>As in the request's path, such as <c>/eoc.v1.UnitService/DispatchUnit</c>.</summary>
    public string Name { get; }

    /// <summary>Whether it may be called without a session.</summary>
    public bool Anonymous { get; }

    /// <summary>Whether it may be called before the account has the authenticator that its realm asks for.</summary>
    public bool Enrolling { get; }

    /// <summary>The fields that say whose thing is touched.</summary>
    public ImmutableArray<OwnerField> Owners { get; }

    /// <summary>The rule of a method; null when the proto states none.</summary>
    /// <exception cref="InvalidOperationException">The policy cannot mean anything.</exception>
    public static MethodRule? Of(MethodDescriptor method)
    {
        if (method.GetOptions()?.GetExtension(PolicyExtensions.Policy) is not { } policy) return null;
        var rule = new MethodRule(method, policy);
        if (rule.Flaw(policy) is { } flaw) throw new InvalidOperationException($"The policy of {rule.Name} {flaw}.");
        return rule;
    }

    /// <summary>How far this role reaches; unspecified when it may not call at all. Of several grants the widest decides.</summary>
    public Reach ReachOf(Role role) => (int)role < _reaches.Length ? _reaches[(int)role] : Reach.Unspecified;

    private static Reach WidestOf(Policy policy, Role role) =>
        policy.Grants.Where(grant => grant.Role == role).Select(grant => grant.Reach).OrderByDescending(Width).FirstOrDefault();

    private static int Width(Reach reach) => reach switch
    {
        Reach.AnyRealm => 5,
        Reach.Realm => 4,
        Reach.Consent => 3,
        Reach.Agency => 2,
        Reach.Self => 1,
        _ => 0,
    };

    private string? Flaw(Policy policy) => policy switch
    {
        { Anonymous: true, Grants.Count: > 0 } => "is anonymous and grants roles",
        { Anonymous: false, Grants.Count: 0 } => "grants nobody anything",
        _ when policy.Grants.Any(grant => grant.Role == Role.Unspecified || Width(grant.Reach) == 0) => "has a grant without role or reach",
        _ when policy.Grants.Any(grant => grant.Reach is Reach.Realm or Reach.Agency or Reach.Consent) && !Has(Owner.Realm) =>
            "reaches into a realm, but no field of the request is marked OWNER_REALM",
        _ when policy.Grants.Any(grant => grant.Reach is Reach.Agency or Reach.Consent) && !Has(Owner.Agency) && !Has(Owner.Unit) =>
            "reaches into an agency, but no field of the request is marked OWNER_AGENCY or OWNER_UNIT",
        _ => null,
    };

    private bool Has(Owner owner) => Owners.Any(field => field.Owner == owner);
}
