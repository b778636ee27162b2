using System.Collections.Concurrent;
using System.Globalization;
using Eoc.Contracts.Rpc.V1;
using Eoc.Fuzz.Tests.Calling;
using Eoc.Fuzz.Tests.Hosting;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Xunit;

namespace Eoc.Fuzz.Tests.Mutating;

/// <summary>Thousands of strange requests to every RPC, from everybody: answered, each with a status that says what is wrong with the request.</summary>
[Collection(nameof(FuzzedHost.ResidentBytes))]
public sealed class A_mutated_request(FuzzedHost host, ITestOutputHelper output)
{
    private const int RoundsInFull = 30_000;
    private const int AtOnce = 8;
    private const long MaxGrowth = 300L << 20;

    private static readonly Role[] Everybody = [Role.Administrator, Role.Dispatcher, Role.Liaison, Role.Planner, Role.Supervisor, Role.Observer, Role.Device];

    private readonly ConcurrentDictionary<StatusCode, int> _answers = new();

    [Fact]
    public async Task is_answered_and_breaks_nothing()
    {
        var rounds = (int)(RoundsInFull * double.Parse(Environment.GetEnvironmentVariable("EOC_ROUNDS") ?? "0.1", CultureInfo.InvariantCulture));
        var seed = int.Parse(Environment.GetEnvironmentVariable("EOC_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        output.WriteLine($"EOC_SEED={seed}, {rounds} requests");
        await Send(seed, 0, rounds / 10);
        var settled = host.ResidentBytes;

        await Send(seed, rounds / 10, rounds);

        output.WriteLine(string.Join(", ", _answers.OrderByDescending(answer => answer.Value).Select(answer => $"{answer.Key} {answer.Value}")));
        Assert.True(_answers.GetValueOrDefault(StatusCode.OK) > rounds / 33, "Hardly a request was good enough to reach a handler.");
        Assert.True(host.IsAlive, "The host ended.");
        Assert.InRange(host.ResidentBytes - settled, long.MinValue, MaxGrowth);
        Assert.DoesNotContain("Unhandled exception", host.Host.Output, StringComparison.Ordinal);
    }

    private Task Send(int seed, int from, int to) =>
        Parallel.ForAsync(from, to, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken }, async (round, cancellation) =>
        {
            var random = new Random(HashCode(seed, round));
            var method = AnyRpc.Methods[random.Next(AnyRpc.Methods.Length)];
            var request = new Mutator(random).Mutate(ValidRequests.For(method));
            var role = random.Next(2) == 0 ? AnyRpc.WidestRole(method) ?? Role.Observer : Everybody[random.Next(Everybody.Length)];
            var answer = await AnyRpc.Call(host.Channel.CreateCallInvoker(), method, request, host.As(role), cancellation);
            _answers.AddOrUpdate(answer.Code, 1, (_, count) => count + 1);
            Assert.True(IsAnAnswer(answer, method, request), $"EOC_SEED={seed} round {round}: {method.FullName} as {role}: {answer}\n{Convert.ToHexString(request.AsSpan(0, Math.Min(request.Length, 2000)))}");
        });

    /// <summary>INTERNAL is for bytes that are no message of this type; nothing may be UNKNOWN.</summary>
    private static bool IsAnAnswer(RpcAnswer answer, MethodDescriptor method, byte[] request) => answer.Code switch
    {
        StatusCode.Unknown or StatusCode.Unavailable or StatusCode.DataLoss or StatusCode.DeadlineExceeded => false,
        StatusCode.Internal => !CanBeRead(method, request),
        _ => true,
    };

    private static bool CanBeRead(MethodDescriptor method, byte[] request)
    {
        try
        {
            method.InputType.Parser.ParseFrom(request);
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }

    /// <summary>Its own, because the one of the runtime differs from process to process.</summary>
    private static int HashCode(int seed, int round) => unchecked((seed * 397) ^ (round * 7919));
}
