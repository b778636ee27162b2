using Grpc.Core;

namespace Eoc.SystemTests.Permitting;

/// <summary>
/// Every method of every service, as every role of two agencies, on things of both agencies and of another realm, against <c>permissions.txt</c>. Requests
/// say whose thing they touch and nothing else, so a call that is let in ends with whatever its handler says of the rest, mostly INVALID_ARGUMENT.
/// </summary>
public sealed class Calling_every_rpc(Staff staff) : IClassFixture<Staff>
{
    private const string SignOut = "SessionService/SignOut";

    public static TheoryData<string> Methods => [.. Rpc.All.Select(rpc => rpc.Name)];

    [Theory, MemberData(nameof(Methods))]
    public async Task is_let_in_exactly_where_the_table_says(string method)
    {
        var rpc = Rpc.All.Single(candidate => candidate.Name == method);
        var wrong = new List<string>();
        foreach (var person in Staff.Everybody)
        {
            foreach (var target in Targets(rpc))
            {
                var status = await rpc.Call(staff.Host, await staff.Session(person, fresh: method == SignOut), target);
                var expected = MayCall(rpc, person, target);
                if (IsLetIn(status) != expected) wrong.Add($"{person.Role} of {person.Agency} on {target}: {status}, expected {(expected ? "to be let in" : "PermissionDenied")}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory, MemberData(nameof(Methods))]
    public async Task without_a_session_is_refused_unless_the_table_says_anyone(string method)
    {
        var rpc = Rpc.All.Single(candidate => candidate.Name == method);
        var anyone = PermissionTable.Roles.All(role => PermissionTable.Reach(method, role) == "anyone");

        foreach (var headers in new[] { new Metadata(), new Metadata { { "authorization", "Bearer eoc_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } } })
            Assert.Equal(anyone ? StatusCode.InvalidArgument : StatusCode.Unauthenticated, await rpc.Call(staff.Host, headers, Target.All[0]));
    }

    [Theory, MemberData(nameof(Methods))]
    public async Task on_one_s_own_account_is_let_in_for_whoever_may_call_at_all(string method)
    {
        var rpc = Rpc.All.Single(candidate => candidate.Name == method);
        if (!rpc.Says("account") || rpc.Name == "AccountService/DisableAccount") return;
        foreach (var person in Staff.Everybody.Where(person => PermissionTable.Reach(method, person.Role) != "-"))
            Assert.True(IsLetIn(await rpc.Call(staff.Host, await staff.Session(person, fresh: false), Target.All[0], person.Account)), $"{person}");
    }

    [Fact]
    public void is_tested_for_every_method_there_is_and_no_other() =>
        Assert.Equal(Rpc.All.Select(rpc => rpc.Name).Order(StringComparer.Ordinal), PermissionTable.Methods.Order(StringComparer.Ordinal));

    private static IEnumerable<Target> Targets(Rpc rpc) =>
        rpc.Says("realm", "agency", "unit", "units", "account") && rpc.Name != "SessionService/SignIn" ? Target.All : Target.All.Take(1);

    /// <summary>INVALID_ARGUMENT and the like come from the handler, behind the gate. A method that nothing serves is let in nowhere.</summary>
    private static bool IsLetIn(StatusCode status) => status is not (StatusCode.PermissionDenied or StatusCode.Unauthenticated or StatusCode.Unimplemented);

    private static bool MayCall(Rpc rpc, Person person, Target target)
    {
        var inRealm = target.Realm == Target.Live || !rpc.Says("realm");
        return PermissionTable.Reach(rpc.Name, person.Role) switch
        {
            "any" or "anyone" => true,
            "realm" => inRealm,
            "agency" => inRealm && IsOwn(rpc, person, target),
            "consent" => inRealm && (IsOwn(rpc, person, target) || (target.Agency, person.Agency) == ("cfd", "cpd")),
            "self" => inRealm && !rpc.Says("account") && (!rpc.Says("unit", "units") || target.Unit == person.Unit),
            _ => false,
        };
    }

    private static bool IsOwn(Rpc rpc, Person person, Target target) => !rpc.Says("agency", "unit", "units") || target.Agency == person.Agency;
}
