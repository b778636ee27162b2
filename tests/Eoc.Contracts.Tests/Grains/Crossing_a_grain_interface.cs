using System.Reflection;
using Eoc.Contracts.Grains;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Tests.Generating;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Xunit;

namespace Eoc.Contracts.Tests.Grains;

/// <summary>
/// One silo passes references, so it proves nothing about serialization. Here every type that crosses a grain interface goes through the real
/// serializer, as another silo would read it.
/// </summary>
public sealed class Crossing_a_grain_interface
{
    private const int SeedsPerType = 50;

    private static readonly Serializer Serializer = new ServiceCollection()
        .AddSerializer(builder => builder.AddAssembly(typeof(CommandContext).Assembly).AddAssembly(typeof(StreamId).Assembly))
        .BuildServiceProvider().GetRequiredService<Serializer>();

    // Enums cross as fields of these; alone in an object they would come back as their number.
    public static TheoryData<Type> Types => [.. GrainContracts.Crossing.Where(type => !type.IsEnum)];

    public static TheoryData<Type> Interfaces => [.. GrainContracts.Interfaces];

    [Theory]
    [MemberData(nameof(Types))]
    public void keeps_every_part_of_a_value(Type type)
    {
        for (var seed = 0; seed < SeedsPerType; seed++)
        {
            var value = new Generated(seed).Of(type);
            // As an argument of a call: typed as object, so that the type's name goes over the wire too.
            var read = Serializer.Deserialize<object>(Serializer.SerializeToArray(value));
            Assert.Equal(type, read!.GetType());
            Assert.Equal(Contents.Of(value), Contents.Of(read));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void has_frozen_names_and_numbers(Type type)
    {
        Assert.True(type.IsDefined(typeof(GenerateSerializerAttribute)), $"{type} has no [GenerateSerializer].");
        Assert.True(type.IsDefined(typeof(ImmutableAttribute)), $"{type} has no [Immutable]: in one silo it would be copied for nothing.");
        Assert.True(type.IsDefined(typeof(AliasAttribute), inherit: false), $"{type} has no [Alias]: a renamed class would be another type on the wire.");
        Assert.All(GrainContracts.Parts(type), part => Assert.True(IsNumbered(part), $"{type}.{part.Name} has no [Id]."));
    }

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void has_a_frozen_name_for_every_method(Type grain)
    {
        Assert.True(grain.IsDefined(typeof(AliasAttribute), inherit: false), $"{grain} has no [Alias].");
        Assert.All(grain.GetMethods(), method => Assert.True(method.IsDefined(typeof(AliasAttribute)), $"{grain}.{method.Name} has no [Alias]."));
    }

    [Fact]
    public void is_done_by_many_types()
    {
        Assert.True(GrainContracts.Interfaces.Length >= 5, "The reflection found next to no interface: these tests would prove nothing.");
        Assert.True(GrainContracts.Crossing.Length >= 25, "The reflection found next to no type: these tests would prove nothing.");
    }

    private static bool IsNumbered(PropertyInfo property) => property.IsDefined(typeof(IdAttribute));
}
