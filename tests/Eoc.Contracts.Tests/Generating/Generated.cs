using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Eoc.Contracts.Ids;

namespace Eoc.Contracts.Tests.Generating;

/// <summary>Values of any contract type, made by reflection from one seed. Every part of a value is set, so that a lost part shows.</summary>
internal sealed class Generated(int seed, bool enumsFromTheFuture = false)
{
    /// <summary>A number no enum of this build has.</summary>
    public const int UnknownNumber = 4711;

    private const string SlugAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789-";

    private static readonly string[] Texts = ["", "Engine 12", "Straße", "消防", "a\"b\\c\n\t", "🚒", "x\u0000y", "\u202egpj.exe"];
    private readonly Random _random = new(seed);

    public object Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Of(inner);
        if (type.IsEnum) return Enumeration(type);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return Several(type.GetGenericArguments()[0]);
        return Simple(type) ?? Identifier(type) ?? Composite(type);
    }

    private object? Simple(Type type) => type switch
    {
        _ when type == typeof(string) => Texts[_random.Next(Texts.Length)],
        _ when type == typeof(bool) => _random.Next(2) == 0,
        _ when type == typeof(byte) => (byte)_random.Next(256),
        _ when type == typeof(int) => _random.Next(int.MinValue, int.MaxValue),
        _ when type == typeof(long) => _random.NextInt64(long.MinValue, long.MaxValue),
        _ when type == typeof(double) => (_random.NextDouble() - 0.5) * Math.Pow(10, _random.Next(-12, 12)),
        _ when type == typeof(Guid) => Uuid(),
        _ when type == typeof(byte[]) => Bytes(_random.Next(0, 40)),
        _ when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>(Bytes(_random.Next(0, 40))),
        _ when type == typeof(TimeSpan) => TimeSpan.FromMicroseconds(_random.NextInt64(0, 1L << 50)),
        _ when type == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch.AddMicroseconds(_random.NextInt64(0, 1L << 52)),
        _ => null,
    };

    private object? Identifier(Type type) => type switch
    {
        _ when type == typeof(AgencyId) => Agency(),
        _ when type == typeof(RealmId) => RealmId.Parse(Slug()),
        _ when type == typeof(CityId) => CityId.Parse(Slug()),
        _ when type == typeof(UnitId) => UnitId.Parse($"{Slug()}/{Slug()}"),
        _ when type == typeof(Audience) => Label(),
        _ when type == typeof(StreamId) => Stream(),
        _ when type == typeof(GeoPoint) => new GeoPoint((_random.NextDouble() - 0.5) * 180, (_random.NextDouble() - 0.5) * 360),
        _ => null,
    };

    private object Composite(Type type)
    {
        var constructor = type.GetConstructors().Where(c => !IsCopy(c, type)).MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type} has no public constructor; the generator does not know how to make one.");
        var value = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType))]);
        if (constructor.GetParameters().Length > 0) return value;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
            property.SetValue(value, Of(property.PropertyType));
        return value;
    }

    private static bool IsCopy(ConstructorInfo constructor, Type type) =>
        constructor.GetParameters() is [var only] && only.ParameterType == type;

    private object Enumeration(Type type)
    {
        var values = Enum.GetValuesAsUnderlyingType(type);
        return Enum.ToObject(type, enumsFromTheFuture ? UnknownNumber : values.GetValue(_random.Next(values.Length))!);
    }

    private object Several(Type item)
    {
        var array = Array.CreateInstance(item, _random.Next(0, 4));
        for (var i = 0; i < array.Length; i++) array.SetValue(Of(item), i);
        return typeof(Generated).GetMethod(nameof(Freeze), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(item).Invoke(null, [array])!;
    }

    private static ImmutableArray<T> Freeze<T>(T[] items) => [.. items];

    private AgencyId Agency() => AgencyId.Parse(Slug());

    private StreamId Stream()
    {
        var realm = RealmId.Parse(Slug());
        return _random.Next(5) switch
        {
            0 => StreamId.Of(realm, new CallId(Uuid())),
            1 => StreamId.Of(realm, new IncidentId(Uuid())),
            2 => StreamId.Of(realm, UnitId.Parse($"{Slug()}/{Slug()}")),
            3 => StreamId.Of(realm, Agency()),
            _ => StreamId.Of(realm),
        };
    }

    private Audience Label() => _random.Next(4) switch
    {
        0 => Audience.Room,
        1 => Audience.Of(Agency()),
        2 => Audience.Grant(Slug()),
        _ => Audience.Medical,
    };

    private Guid Uuid() => new(Bytes(16));

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Slug() => string.Create(CultureInfo.InvariantCulture, $"{_random.GetString(SlugAlphabet, _random.Next(1, 33))}");
}
