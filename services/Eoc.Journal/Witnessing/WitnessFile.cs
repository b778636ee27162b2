using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Eoc.Contracts.Events;

namespace Eoc.Journal.Witnessing;

/// <summary>Signed lines, each naming the hash of the one before: <c>signature in base64, a space, the record as JSON</c>.</summary>
internal sealed class WitnessFile : IDisposable
{
    public const string Pattern = "witness*.log";

    private readonly FileStream _file;
    private readonly WitnessKey _key;
    private string _previous;

    private WitnessFile(FileStream file, WitnessKey key, string previous) => (_file, _key, _previous) = (file, key, previous);

    /// <summary>The first file that no other process is writing.</summary>
    public static WitnessFile Open(string folder, WitnessKey key)
    {
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(folder, number == 1 ? "witness.log" : FormattableString.Invariant($"witness-{number}.log"));
            if (TryOpen(path) is not { } file) continue;
            var last = LastLine(file);
            return new(file, key, last.Length == 0 ? string.Empty : HashOf(last));
        }
    }

    /// <summary>Appends a record, on the disk when this returns.</summary>
    public string Append(Func<string, WitnessRecord> record)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(record(_previous), WireJson.Options);
        var line = $"{Convert.ToBase64String(_key.Sign(body))} {Encoding.UTF8.GetString(body)}";
        var whole = _file.Length;
        try
        {
            _file.Write(Encoding.UTF8.GetBytes(line + "\n"));
            _file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // On a full disk half a line may stand there, or a whole one that was not sworn to: the next would not follow on it.
            _file.SetLength(whole);
            throw;
        }

        _previous = HashOf(line);
        return line;
    }

    public static string HashOf(string line) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(line)));

    public void Dispose() => _file.Dispose();

    private static FileStream? TryOpen(string path)
    {
        try
        {
            // Others may read, as a check does; a second writer may not.
            // Without a buffer: nothing of a line that failed may come later.
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            file.Seek(0, SeekOrigin.End);
            return file;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The last whole line; half a line that a power cut left is cut off, since it was never sworn to.</summary>
    private static string LastLine(FileStream file)
    {
        file.Seek(0, SeekOrigin.Begin);
        using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
        var text = reader.ReadToEnd();
        var whole = text.LastIndexOf('\n') + 1;
        file.SetLength(Encoding.UTF8.GetByteCount(text.AsSpan(0, whole)));
        file.Seek(0, SeekOrigin.End);
        return text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(string.Empty);
    }
}
