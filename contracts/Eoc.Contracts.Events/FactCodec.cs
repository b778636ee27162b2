using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Eoc.Contracts.Events;

/// <summary>
/// Facts as bytes: UTF-8 JSON, enums as numbers so that a value from a newer writer survives. The journal stores these bytes, the bus carries
/// them and the hash chain covers them; nobody encodes a stored fact again.
/// </summary>
public static class FactCodec
{
    private static readonly FrozenDictionary<Type, string> Names = typeof(Fact).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(Fact)) && !type.IsAbstract)
        .ToFrozenDictionary(type => type, NameOf);

    private static readonly FrozenDictionary<string, Type> Types = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>Every fact type of this build.</summary>
    public static IEnumerable<Type> Known => Names.Keys;

    /// <summary>The stored type name, <c>name/version</c>.</summary>
    public static string TypeOf(Fact fact) => Names[fact.GetType()];

    /// <summary>The bytes to store.</summary>
    public static byte[] Encode(Fact fact) => JsonSerializer.SerializeToUtf8Bytes(fact, fact.GetType(), WireJson.Options);

    /// <summary>The fact, or null when this build does not know its type: the caller keeps the bytes, counts it and goes on.</summary>
    public static Fact? Decode(string type, ReadOnlySpan<byte> data) =>
        Types.TryGetValue(type, out var known) ? (Fact?)JsonSerializer.Deserialize(data, known, WireJson.Options) : null;

    private static string NameOf(Type type)
    {
        var name = type.GetCustomAttribute<FactNameAttribute>()
            ?? throw new InvalidOperationException($"{type} has no [FactName]: a fact's name is durable and must be frozen.");
        return FormattableString.Invariant($"{name.Name}/{name.Version}");
    }
}
