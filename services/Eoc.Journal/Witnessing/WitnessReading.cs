using System.Text;
using System.Text.Json;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.Verifying;

namespace Eoc.Journal.Witnessing;

/// <summary>Reads what was witnessed of one realm, and reports lines that nobody swore to.</summary>
internal static class WitnessReading
{
    public static Witnessed Read(string folder, RealmId realm, Action<Finding> report)
    {
        var witnessed = new Witnessed();
        using var key = WitnessKey.OpenPublic(folder);
        if (key is null || !Directory.Exists(folder)) return witnessed;
        foreach (var file in Directory.EnumerateFiles(folder, WitnessFile.Pattern).Order(StringComparer.Ordinal))
        {
            foreach (var record in Records(file, key, report))
                if (record.Realm == realm.Value) witnessed.Add(record);
        }

        return witnessed;
    }

    private static IEnumerable<WitnessRecord> Records(string file, WitnessKey key, Action<Finding> report)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var previous = string.Empty;
        for (var number = 1L; reader.ReadLine() is { } line; number++)
        {
            var record = Sworn(line, key);
            if (record is null) report(new(FindingKind.BrokenWitness, Path.GetFileName(file), number, "It does not bear this key's signature."));
            else if (record.Previous != previous) report(new(FindingKind.BrokenWitness, Path.GetFileName(file), number, "The line before it is not the one it names."));
            previous = WitnessFile.HashOf(line);
            if (record is not null) yield return record;
        }
    }

    private static WitnessRecord? Sworn(string line, WitnessKey key)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        Span<byte> signature = stackalloc byte[128];
        if (space < 0 || !Convert.TryFromBase64Chars(line.AsSpan(0, space), signature, out var length)) return null;
        var body = Encoding.UTF8.GetBytes(line[(space + 1)..]);
        return key.IsSignature(body, signature[..length]) ? JsonSerializer.Deserialize<WitnessRecord>(body, WireJson.Options) : null;
    }
}
