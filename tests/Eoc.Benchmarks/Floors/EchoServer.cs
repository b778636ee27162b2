using System.Net;
using Eoc.Contracts.Rpc.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eoc.Benchmarks.Floors;

/// <summary>The floor under any gRPC call: the same messages over the same stack, and nothing behind it. Runs in a process of its own, as ours does.</summary>
internal static class EchoServer
{
    public static async Task<int> Run()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<Echo>();
        await using var app = builder.Build();
        app.MapGrpcService<Echo>();
        await app.StartAsync();
        Console.WriteLine($"gRPC: {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private sealed class Echo : UnitService.UnitServiceBase
    {
        private static readonly SetUnitDutyResponse Answer = new() { Outcome = new() { Accepted = new() { Stream = "live/unit/bench/u1" } } };

        public override Task<SetUnitDutyResponse> SetUnitDuty(SetUnitDutyRequest request, ServerCallContext context) => Task.FromResult(Answer);
    }
}
