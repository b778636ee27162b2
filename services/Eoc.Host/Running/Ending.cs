using System.Runtime.InteropServices;

namespace Eoc.Host.Running;

/// <summary>SIGTERM and SIGINT as a token: a command is asked to end, and ends what it began in order.</summary>
internal sealed class Ending : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly List<PosixSignalRegistration> _signals;

    public Ending() => _signals = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask), PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask)];

    public CancellationToken Token => _asked.Token;

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _asked.Dispose();
    }

    private void Ask(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _asked.Cancel();
    }
}
