using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Eoc.Host.Configuring;

namespace Eoc.Host.Starting;

/// <summary>The certificate a process shows, and the certificates between it and a root that clients know.</summary>
internal sealed record TlsPair(X509Certificate2 Certificate, X509Certificate2Collection Chain)
{
    /// <summary>Reads the PEM files of the settings; null when there are none.</summary>
    /// <exception cref="SettingsException">They cannot be read, or key and certificate do not belong together.</exception>
    public static TlsPair? Load(EocSettings settings)
    {
        if (settings.TlsCertificate is not { } certificate) return null;
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificate);
            return new(X509Certificate2.CreateFromPemFile(certificate, settings.TlsKey), chain);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new SettingsException(
                "EOC_TLS_CERT", $"{certificate} and {settings.TlsKey} are no pair that can be used: {failure.Message} Give a PEM certificate, its own key not encrypted, both readable by this user.");
        }
    }

    /// <summary>What people who start it should know of its dates; null when there is nothing.</summary>
    public string? Remark(DateTimeOffset now) =>
        now > new DateTimeOffset(Certificate.NotAfter) ? string.Create(CultureInfo.InvariantCulture, $"EOC_TLS_CERT: the certificate expired on {Certificate.NotAfter:yyyy-MM-dd}; browsers will refuse it.")
        : now < new DateTimeOffset(Certificate.NotBefore) ? string.Create(CultureInfo.InvariantCulture, $"EOC_TLS_CERT: the certificate is not valid before {Certificate.NotBefore:yyyy-MM-dd}.")
        : null;
}
