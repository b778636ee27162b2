using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Enum = System.Enum;

namespace Eoc.Fuzz.Tests.Mutating;

/// <summary>Turns good requests into strange ones, by their structure or by their bytes; the same seed gives the same strangeness.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly string[] Texts =
    [
        "", " ", "\0", "\u202egpj", "'; DROP TABLE events;--", "../../etc/passwd", "live", "LIVE", "room", "agency:", "sffd/e1", "sffd/", "/", "{0}", "%n%s",
        "00000000-0000-0000-0000-000000000000", "💥", "e\u0301", "\ufeff", new('x', 20_000), "NaN", "-1", "1e999", "system",
    ];

    private static readonly double[] Doubles = [0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, 91, 181];
    private static readonly long[] Wholes = [0, 1, -1, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, 253_402_300_800, 86_399];

    /// <summary>The request with one to four fields changed, and in one of four cases its bytes too.</summary>
    public byte[] Mutate(IMessage good)
    {
        var message = good.Descriptor.Parser.ParseFrom(good.ToByteString());
        for (var i = random.Next(1, 5); i > 0; i--) Change(message, depth: 0);
        var bytes = message.ToByteArray();
        return random.Next(4) == 0 ? Corrupt(bytes) : bytes;
    }

    private void Change(IMessage message, int depth)
    {
        var fields = message.Descriptor.Fields.InDeclarationOrder();
        if (fields.Count == 0) return;
        var field = fields[random.Next(fields.Count)];
        if (field.IsMap) return;
        if (field.IsRepeated) ChangeList((IList)field.Accessor.GetValue(message), field, depth);
        else if (random.Next(5) == 0) field.Accessor.Clear(message);
        else if (field.FieldType == FieldType.Message && field.Accessor.GetValue(message) is IMessage inner && depth < 5) Change(inner, depth + 1);
        else field.Accessor.SetValue(message, Strange(field));
    }

    private void ChangeList(IList list, FieldDescriptor field, int depth)
    {
        switch (random.Next(4))
        {
            case 0: list.Clear(); break;
            case 1 when list.Count > 0 && list[0] is IMessage inner && depth < 5: Change(inner, depth + 1); break;
            case 2: for (var i = random.Next(2000); i > 0; i--) list.Add(Strange(field)); break;
            default: list.Add(Strange(field)); break;
        }
    }

    private object Strange(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => Texts[random.Next(Texts.Length)],
        FieldType.Double => Doubles[random.Next(Doubles.Length)],
        FieldType.Float => (float)Doubles[random.Next(Doubles.Length)],
        FieldType.Bool => random.Next(2) == 0,
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, unchecked((int)Whole())),
        FieldType.Int32 or FieldType.SInt32 => unchecked((int)Whole()),
        FieldType.UInt32 or FieldType.Fixed32 => unchecked((uint)Whole()),
        FieldType.Int64 => Whole(),
        FieldType.UInt64 or FieldType.Fixed64 => unchecked((ulong)Whole()),
        FieldType.Bytes => ByteString.CopyFrom(new byte[random.Next(1000)]),
        FieldType.Message => field.MessageType.Parser.ParseFrom(ByteString.Empty),
        _ => throw new InvalidOperationException($"No strange value is known for {field.FullName}."),
    };

    private long Whole() => random.Next(3) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : Wholes[random.Next(Wholes.Length)];

    private byte[] Corrupt(byte[] bytes)
    {
        switch (random.Next(3))
        {
            case 0 when bytes.Length > 0: return bytes[..random.Next(bytes.Length)];
            case 1 when bytes.Length > 0:
                for (var i = random.Next(1, 8); i > 0; i--) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            default:
                var tail = new byte[random.Next(1, 64)];
                random.NextBytes(tail);
                return [.. bytes, .. tail];
        }
    }
}
