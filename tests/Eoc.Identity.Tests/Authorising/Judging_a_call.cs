using System.Collections.Immutable;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.Authorising;
using Eoc.ServiceDefaults.Calling;

namespace Eoc.Identity.Tests.Authorising;

public sealed class Judging_a_call
{
    private const int Rounds = 10_000;

    [Fact]
    public void allocates_next_to_nothing()
    {
        var rule = new PolicyTable(new()).Find("/eoc.v1.UnitService/DispatchUnit")!;
        var caller = new Caller(
            SessionId.New(), "ada", Role.Dispatcher, AgencyId.Parse("cfd"), RealmId.Live, ImmutableArray<Audience>.Empty, null, CancellationToken.None);
        var request = new DispatchUnitRequest { Header = new() { Realm = "live" }, Unit = "cfd/e12" };
        Judge(rule, caller, request, 100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Judge(rule, caller, request, Rounds);

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / (double)Rounds, 0, 64);
    }

    private static void Judge(MethodRule rule, Caller caller, DispatchUnitRequest request, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var judgement = new Judgement(caller, rule.ReachOf(caller.Role), first: true);
            foreach (var field in rule.Owners) field.Read(request, ref judgement);
            Assert.False(judgement.Outside);
        }
    }
}
