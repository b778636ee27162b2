using System.Net.Security;
using Eoc.Host.Configuring;

namespace Eoc.Host.Starting;

/// <summary>
/// The certificate that new connections are shown. Files that were replaced are taken within seconds, without a restart; a pair that cannot be used leaves
/// the last one in use and is named in the log.
/// </summary>
internal sealed partial class CurrentTls
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly EocSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<CurrentTls> _log;
    private readonly Lock _gate = new();
    private SslStreamCertificateContext _shown;
    private string? _read;
    private long _lookedAt;

    public CurrentTls(TlsPair pair, EocSettings settings, TimeProvider time, ILogger<CurrentTls> log)
    {
        (_settings, _time, _log, _shown, _read, _lookedAt) = (settings, time, log, Show(pair), null, time.GetTimestamp());
        _read = Read();
    }

    /// <summary>What to show now.</summary>
    public SslStreamCertificateContext Shown()
    {
        lock (_gate)
        {
            if (_time.GetElapsedTime(_lookedAt) < LookEvery) return _shown;
            _lookedAt = _time.GetTimestamp();
            if (Read() is not { } found || found == _read) return _shown;
            _read = found;
            Take();
            return _shown;
        }
    }

    private void Take()
    {
        try
        {
            _shown = Show(TlsPair.Load(_settings)!);
            LogTaken(_shown.TargetCertificate.NotAfter);
        }
        catch (SettingsException failure)
        {
            LogKept(failure.Message);
        }
    }

    /// <summary>By content: where files are links to links, no time of theirs changes. Null while one is being replaced.</summary>
    private string? Read()
    {
        try
        {
            return File.ReadAllText(_settings.TlsCertificate!) + File.ReadAllText(_settings.TlsKey!);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static SslStreamCertificateContext Show(TlsPair pair) => SslStreamCertificateContext.Create(pair.Certificate, pair.Chain, offline: true);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A new certificate is shown from now on; it is good until {Until}.")]
    private partial void LogTaken(DateTime until);

    [LoggerMessage(Level = LogLevel.Error, Message = "The new certificate cannot be used, the last one stays in use. {Why}")]
    private partial void LogKept(string why);
}
