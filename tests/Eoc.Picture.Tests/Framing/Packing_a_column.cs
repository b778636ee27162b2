using Eoc.Picture.Framing;
using Eoc.Picture.Tests.Given;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Google.Protobuf;

namespace Eoc.Picture.Tests.Framing;

public sealed class Packing_a_column
{
    private const int Field = 8;

    /// <summary>The example of contracts/README.md; the console's and the Python suite read the same bytes.</summary>
    [Fact]
    public void is_as_the_contract_shows_it()
    {
        var column = new PackedColumn();
        foreach (var number in new[] { 0, -2, 5, 3, 1_000_000, -1, 4, 2, -3 }) column.AddSigned(number);
        Assert.Equal("020F55FFFE003D09007112", Convert.ToHexString(Packed(column).Span));
    }

    [Property(MaxTest = 500)]
    public Property gives_back_every_number() => Prop.ForAll(Numbers(), numbers =>
    {
        var column = new PackedColumn();
        foreach (var number in numbers) column.Add(number);
        var reader = new ColumnReader(Packed(column));
        Assert.Equal(numbers, numbers.Select(_ => reader.Next()));
        Assert.Equal(0u, reader.Next());
    });

    [Property(MaxTest = 200)]
    public Property takes_the_parameter_that_makes_it_shortest() => Prop.ForAll(Numbers(), numbers =>
    {
        var column = new PackedColumn();
        foreach (var number in numbers) column.Add(number);
        var least = Enumerable.Range(0, 32).Min(parameter => numbers.Sum(number => number >> parameter is < 16 and var ones ? ones + 1 + parameter : 48L));
        Assert.Equal(least, column.Shortest().Bits);
        Assert.Equal(1 + (least + 7) / 8, Packed(column).Length);
    });

    [Fact]
    public void costs_a_bit_for_a_number_that_is_nothing_and_six_bytes_for_one_far_from_the_others()
    {
        var column = new PackedColumn();
        for (var i = 0; i < 800; i++) column.Add(0);
        Assert.Equal(1 + 100, Packed(column).Length);
        column.Add(uint.MaxValue);
        Assert.Equal(1 + 100 + 6, Packed(column).Length);
    }

    /// <summary>Numbers near zero, far from it, and both in one column.</summary>
    private static Arbitrary<uint[]> Numbers()
    {
        var number =
            from bits in Gen.Choose(0, 32)
            from high in Gen.Choose(0, int.MaxValue)
            from low in Gen.Choose(0, int.MaxValue)
            select bits == 0 ? 0 : (uint)(((ulong)high << 31 | (uint)low) & uint.MaxValue) >> (32 - bits);
        return Gen.OneOf(Gen.Choose(0, 200).Select(small => (uint)small).ArrayOf(), number.ArrayOf()).ToArbitrary();
    }

    private static ByteString Packed(PackedColumn column)
    {
        var message = new ByteBuilder();
        column.WriteTo(message, Field, column.Shortest());
        var input = new CodedInputStream(message.Written.ToArray());
        Assert.Equal(WireFormat.MakeTag(Field, WireFormat.WireType.LengthDelimited), input.ReadTag());
        return input.ReadBytes();
    }
}
