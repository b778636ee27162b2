using System.Security.Cryptography;

namespace Eoc.Journal.Witnessing;

/// <summary>The key that signs what is witnessed, ECDSA on P-256. It lies outside the database: who can write there cannot sign.</summary>
internal sealed class WitnessKey : IDisposable
{
    private readonly ECDsa _key;

    private WitnessKey(ECDsa key) => _key = key;

    /// <summary>Reads the private key, or makes one that only this user may read; the public half lies beside it, for checks elsewhere.</summary>
    public static WitnessKey OpenOrCreate(string folder)
    {
        var (secret, open) = Files(folder);
        if (File.Exists(secret)) return new(Read(secret));
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(secret, options)) writer.Write(key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(open, key.ExportSubjectPublicKeyInfoPem());
        return new(key);
    }

    /// <summary>The public key, or null when nothing was ever witnessed here.</summary>
    public static WitnessKey? OpenPublic(string folder)
    {
        var (_, open) = Files(folder);
        return File.Exists(open) ? new(Read(open)) : null;
    }

    public byte[] Sign(ReadOnlySpan<byte> data) => _key.SignData(data, HashAlgorithmName.SHA256);

    public bool IsSignature(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => _key.VerifyData(data, signature, HashAlgorithmName.SHA256);

    public void Dispose() => _key.Dispose();

    private static (string Secret, string Open) Files(string folder) => (Path.Combine(folder, "witness.key"), Path.Combine(folder, "witness.pub"));

    private static ECDsa Read(string file)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }
}
