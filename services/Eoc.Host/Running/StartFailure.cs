using System.Net.Sockets;
using Eoc.Host.Configuring;
using Eoc.Journal;

namespace Eoc.Host.Running;

/// <summary>Why a process did not start, in words that name the remedy, and the exit code that tells a supervisor which it was (sysexits.h).</summary>
internal sealed record StartFailure(string Message, int ExitCode)
{
    private const int Usage = 64;
    private const int Unavailable = 69;
    private const int CannotCreate = 73;
    private const int InUse = 75;

    /// <summary>Null for what nobody foresaw: that keeps its stack trace.</summary>
    public static StartFailure? Explain(Exception exception) => exception switch
    {
        SettingsException settings => new(settings.Message, Usage),
        JournalUnavailableException journal => new(journal.Message, Unavailable),
        UnauthorizedAccessException access => new($"The data folder cannot be written: {access.Message} Set EOC_DATA to a folder this user owns.", CannotCreate),
        IOException { InnerException: SocketException or Microsoft.AspNetCore.Connections.AddressInUseException } or Microsoft.AspNetCore.Connections.AddressInUseException =>
            new($"A port is taken: {exception.Message} Set EOC_HTTP and EOC_GRPC to free ports.", InUse),
        _ => null,
    };
}
