using Eoc.Contracts.Rpc.V1;
using Google.Protobuf.Reflection;
using Xunit;

namespace Eoc.Architecture.Tests.Wire;

/// <summary>Deny by default: a method says who may call it, and its request says whose things it touches.</summary>
public sealed class Declaring_an_rpc
{
    [Fact]
    public void without_a_policy_happens_nowhere() =>
        Assert.Empty(RpcPolicies.Methods.Where(method => !IsComplete(RpcPolicies.PolicyOf(method))).Select(method => method.FullName));

    [Fact]
    public void with_a_command_says_in_which_realm() =>
        Assert.Empty(RpcPolicies.Methods.Where(IsCommand).Where(method => !RpcPolicies.OwnersIn(method.InputType).Contains(Owner.Realm)).Select(method => method.FullName));

    [Fact]
    public void that_reaches_an_agency_says_whose_thing_is_touched() =>
        Assert.Empty(RpcPolicies.Methods.Where(ReachesAnAgency).Where(method => !NamesAnOwner(method)).Select(method => method.FullName));

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    [InlineData(true, true, false)]
    public void is_complete_with_grants_or_for_everyone_but_not_both(bool granted, bool anonymous, bool complete)
    {
        var policy = new Policy { Anonymous = anonymous };
        if (granted) policy.Grants.Add(new Grant { Role = Role.Dispatcher, Reach = Reach.Realm });
        Assert.Equal(complete, IsComplete(policy));
    }

    [Fact]
    public void with_a_grant_to_nobody_or_of_nothing_is_not_complete()
    {
        Assert.False(IsComplete(null));
        Assert.False(IsComplete(new Policy { Grants = { new Grant { Reach = Reach.Realm } } }));
        Assert.False(IsComplete(new Policy { Grants = { new Grant { Role = Role.Dispatcher } } }));
    }

    [Fact]
    public void is_done_many_times() => Assert.True(RpcPolicies.Methods.Length >= 20, "The reflection found next to no method: these tests would prove nothing.");

    private static bool IsComplete(Policy? policy) =>
        policy is not null && policy.Anonymous != (policy.Grants.Count > 0)
        && policy.Grants.All(grant => grant.Role != Role.Unspecified && grant.Reach != Reach.Unspecified);

    private static bool IsCommand(MethodDescriptor method) => method.InputType.FindFieldByName("header") is not null;

    private static bool ReachesAnAgency(MethodDescriptor method) =>
        RpcPolicies.PolicyOf(method)?.Grants.Any(grant => grant.Reach is Reach.Agency or Reach.Consent) == true;

    private static bool NamesAnOwner(MethodDescriptor method) =>
        RpcPolicies.OwnersIn(method.InputType).Overlaps([Owner.Agency, Owner.Unit]);
}
