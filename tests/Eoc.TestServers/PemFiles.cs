using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Eoc.TestServers;

/// <summary>A certificate for this machine's loopback names, signed by an authority of the test's own that nobody else trusts; PEM files in a folder.</summary>
public sealed class PemFiles : IDisposable
{
    private readonly ServerFolder _folder;

    private PemFiles(string user, X509Certificate2 authority, X509Certificate2 leaf, ECDsa key)
    {
        _folder = ServerFolder.For(user);
        File.WriteAllText(Authority, authority.ExportCertificatePem());
        File.WriteAllText(Certificate, leaf.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
        ServerFolder.Own(user, Key);
        if (OperatingSystem.IsWindows()) return;
        // PostgreSQL takes no key that others may read.
        File.SetUnixFileMode(Key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>The authority, for clients that are to trust it.</summary>
    public string Authority => Path.Combine(_folder.Path, "ca.pem");

    /// <summary>The server's certificate.</summary>
    public string Certificate => Path.Combine(_folder.Path, "cert.pem");

    /// <summary>Its key, for the server's user alone.</summary>
    public string Key => Path.Combine(_folder.Path, "key.pem");

    /// <summary>Makes them.</summary>
    /// <param name="user">Whose the key is when we are root.</param>
    public static PemFiles For(string user)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var root = new CertificateRequest("CN=EOC test authority", authorityKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        root.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        using var authority = root.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        using var leaf = Request(key).Create(authority, now.AddHours(-1), now.AddDays(1), RandomNumberGenerator.GetBytes(8));
        return new(user, authority, leaf, key);
    }

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();

    private static CertificateRequest Request(ECDsa key)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        return request;
    }
}
