using System.Text;
using System.Text.Json.Nodes;
using Eoc.Contracts.Events;
using Eoc.Contracts.Tests.Generating;
using FsCheck.Xunit;
using Xunit;

namespace Eoc.Contracts.Tests.Facts;

/// <summary>What is stored is read for as long as the record is kept, by builds older and newer than the one that wrote it.</summary>
public sealed class Storing_a_fact
{
    private const int SeedsPerType = 50;

    public static TheoryData<Type> FactTypes => [.. FactCodec.Known.OrderBy(type => type.Name, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(FactTypes))]
    public void and_reading_it_gives_the_same_fact(Type type)
    {
        for (var seed = 0; seed < SeedsPerType; seed++)
        {
            var fact = (Fact)new Generated(seed).Of(type);
            var read = FactCodec.Decode(FactCodec.TypeOf(fact), FactCodec.Encode(fact));
            Assert.Equal(Contents.Of(fact), Contents.Of(read));
        }
    }

    [Theory]
    [MemberData(nameof(FactTypes))]
    public void with_fields_of_a_newer_build_can_still_be_read(Type type)
    {
        var fact = (Fact)new Generated(1).Of(type);
        var newer = JsonNode.Parse(FactCodec.Encode(fact))!.AsObject();
        newer["fromTheFuture"] = new JsonObject { ["nested"] = new JsonArray(1, "two", null) };
        foreach (var nested in newer.Select(pair => pair.Value).OfType<JsonObject>().ToArray()) nested["alsoFromTheFuture"] = true;

        var read = FactCodec.Decode(FactCodec.TypeOf(fact), Encoding.UTF8.GetBytes(newer.ToJsonString()));

        Assert.Equal(Contents.Of(fact), Contents.Of(read));
    }

    [Theory]
    [MemberData(nameof(FactTypes))]
    public void keeps_enum_numbers_of_a_newer_build(Type type)
    {
        var fact = (Fact)new Generated(2, enumsFromTheFuture: true).Of(type);
        var bytes = FactCodec.Encode(fact);

        var again = FactCodec.Encode(FactCodec.Decode(FactCodec.TypeOf(fact), bytes)!);

        Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(again));
    }

    [Fact]
    public void of_a_type_this_build_does_not_know_gives_nothing_and_does_not_fail() =>
        Assert.Null(FactCodec.Decode("unit.teleported/9", "{\"to\":\"mars\"}"u8));

    [Fact]
    public void is_possible_for_many_types() => Assert.True(FactCodec.Known.Count() >= 20, "The reflection found next to nothing: these tests would prove nothing.");

    [Property]
    public bool sends_the_very_bytes_over_the_bus(int seed)
    {
        var stored = (StoredFact)new Generated(seed).Of(typeof(StoredFact));
        var back = PublishedFact.From(stored).ToStored();
        return Contents.Of(stored.Header) == Contents.Of(back.Header)
            && stored.Data.Span.SequenceEqual(back.Data.Span) && stored.Hash.Span.SequenceEqual(back.Hash.Span);
    }
}
