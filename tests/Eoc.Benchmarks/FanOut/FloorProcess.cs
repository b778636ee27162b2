using System.Diagnostics;

namespace Eoc.Benchmarks.FanOut;

/// <summary>A floor's server: this program again, in a process of its own, so that its processor time is its own.</summary>
internal sealed class FloorProcess : IDisposable
{
    private readonly Process _process;

    private FloorProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<FloorProcess> Start(string name)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [Environment.GetCommandLineArgs()[0], name]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The server {name} ended.");
        return new(process, new(line));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
