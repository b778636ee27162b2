using Eoc.Host.Configuring;
using Eoc.Identity;
using Eoc.Journal;
using Microsoft.AspNetCore.Connections;

namespace Eoc.Host.Starting;

/// <summary>Why a process did not start, in words that name the remedy, and the exit code that tells a supervisor which it was (sysexits.h).</summary>
internal sealed record StartFailure(string Message, int ExitCode)
{
    /// <summary>A setting is wrong: starting again changes nothing.</summary>
    public const int Usage = 64;

    /// <summary>The record cannot be used: another process has it, a newer version wrote it, or it could lose what it acknowledges.</summary>
    public const int Unavailable = 69;

    /// <summary>The data folder cannot be written.</summary>
    public const int CannotCreate = 73;

    /// <summary>A port is taken; it may be free soon.</summary>
    public const int InUse = 75;

    /// <summary>The operating system does not let this user do it.</summary>
    public const int NotPermitted = 77;

    /// <summary>Null for what nobody foresaw: that keeps its stack trace.</summary>
    public static StartFailure? Explain(Exception exception) => exception switch
    {
        SettingsException settings => new(settings.Message, Usage),
        CannotStartException cannot => new(cannot.Message, cannot.ExitCode),
        JournalUnavailableException journal => new(journal.Message, Unavailable),
        StoreTooNewException store => new(store.Message, Unavailable),
        AddressInUseException or IOException { InnerException: AddressInUseException } =>
            new($"A port is taken: {exception.Message} Set EOC_HTTP, EOC_GRPC and EOC_SILO to free ports.", InUse),
        _ => null,
    };
}

/// <summary>Something this process stands on is not there.</summary>
internal sealed class CannotStartException(string message, int exitCode, Exception cause) : Exception(message, cause)
{
    /// <summary>One of <see cref="StartFailure" />'s.</summary>
    public int ExitCode => exitCode;
}
