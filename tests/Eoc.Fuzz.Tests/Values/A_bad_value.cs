using Eoc.Contracts.Rpc.V1;
using Eoc.Fuzz.Tests.Calling;
using Eoc.Fuzz.Tests.Hosting;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Xunit;

namespace Eoc.Fuzz.Tests.Values;

/// <summary>Each bad value alone, in every field of every RPC: refused as what it is, with the field's name and what to send instead.</summary>
public sealed class A_bad_value(FuzzedHost host)
{
    /// <summary>A receiver that reports nonsense must not cut its crew off from their assignments: there a bad value is passed over.</summary>
    private const string Terminal = "eoc.v1.TrackingService.Terminal";

    public static TheoryData<string> Methods => [.. AnyRpc.Methods.Select(method => method.FullName)];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task is_not_seen_where_all_is_good(string name)
    {
        var method = Find(name);
        var answer = await Call(method, ValidRequests.For(method));
        Assert.True(answer.Code != StatusCode.InvalidArgument, $"{answer} {answer.BadRequest}");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task is_refused_by_field_and_remedy(string name)
    {
        var method = Find(name);
        var wrong = new List<string>();
        foreach (var bad in BadValues.Of(ValidRequests.For(method)))
        {
            var answer = await Call(method, bad.Request);
            if (name == Terminal ? answer.Code != StatusCode.OK : !NamesTheField(answer, bad)) wrong.Add($"{bad.Field}, {bad.What}: {answer.Code} {answer.BadRequest}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(host.IsAlive);
    }

    [Fact]
    public async Task among_thousands_is_refused_within_what_clients_accept_as_trailers()
    {
        var request = new SetDispatchConsentRequest { Header = FuzzedHost.Header(), Agency = FuzzedHost.Agency, MayDispatch = { Enumerable.Repeat("NO SLUG", 5000) } };

        var answer = await Call(Find("eoc.v1.AgencyService.SetDispatchConsent"), request);

        Assert.Equal(StatusCode.InvalidArgument, answer.Code);
        Assert.InRange(answer.BadRequest!.CalculateSize(), 1, 4096);
        Assert.InRange(answer.Detail.Length, 1, 1024);
    }

    private static bool NamesTheField(RpcAnswer answer, BadValue bad) =>
        answer.Code == StatusCode.InvalidArgument
        && answer.BadRequest?.FieldViolations.Any(violation => IsAt(violation.Field, bad.Field) && violation.Description.Length is > 0 and < 500) == true;

    /// <summary>Of a position the whole may be named, or the number in it; of a list, the list.</summary>
    private static bool IsAt(string named, string field) =>
        named == field || field.StartsWith(named + ".", StringComparison.Ordinal) || field.StartsWith(named + "[", StringComparison.Ordinal)
        || named.StartsWith(field + ".", StringComparison.Ordinal);

    private Task<RpcAnswer> Call(MethodDescriptor method, IMessage request) =>
        AnyRpc.Call(
            host.Channel.CreateCallInvoker(), method, request.ToByteArray(),
            AnyRpc.WidestRole(method) is { } role ? host.As(role) : [], TestContext.Current.CancellationToken);

    private static MethodDescriptor Find(string name) => AnyRpc.Methods.Single(method => method.FullName == name);
}
