using System.Diagnostics;
using Eoc.Contracts.Rpc.V1;
using Eoc.Benchmarks.Ours;
using Grpc.Net.Client;

namespace Eoc.Benchmarks.Floors;

/// <summary>The echo server as a child process.</summary>
internal sealed class EchoProcess : IDisposable
{
    private readonly Process _process;
    private readonly GrpcChannel _channel;
    private readonly UnitService.UnitServiceClient _client;
    private readonly SetUnitDutyRequest _request = Commands.Duty("bench/u1", 1);

    private EchoProcess(Process process, Uri address)
    {
        _process = process;
        _channel = GrpcChannel.ForAddress(address);
        _client = new(_channel);
    }

    public static async Task<EchoProcess> Start()
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [Environment.GetCommandLineArgs()[0], "echo"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The echo server ended.");
        return new(process, new(line["gRPC: ".Length..]));
    }

    public async Task Call() => await _client.SetUnitDutyAsync(_request);

    public void Dispose()
    {
        _channel.Dispose();
        _process.Kill();
        _process.Dispose();
    }
}
