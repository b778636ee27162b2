using System.Collections.Immutable;
using System.Reflection;
using Eoc.Contracts.Events.Realms;
using Eoc.Contracts.Events.Units;
using Eoc.Domain.Units.Dispatching;

namespace Eoc.Domain.Tests.Refusals;

public sealed class Every_refusal
{
    private static readonly List<Type> Types =
        [.. typeof(Refusal).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Refusal)) && !type.IsAbstract)];

    /// <summary>Consoles find their words by code and argument: both are kept, and new ones are written down in <c>refusals.txt</c>.</summary>
    [Fact]
    public void has_the_code_and_the_arguments_that_were_written_down() =>
        Assert.Equal(WrittenDown(), Types.Select(Line).Order(StringComparer.Ordinal));

    [Fact]
    public void has_a_code_of_its_own() => Assert.Distinct(Types.Select(type => Sample(type).Code));

    [Fact]
    public void leaves_out_what_its_actor_may_not_know() =>
        Assert.Equal(["unit", "since"], new AlreadyCommitted(E12, null, null, null, Noon).Arguments.Select(argument => argument.Key));

    [Fact]
    public void gives_times_in_utc_to_the_microsecond() =>
        Assert.Equal(
            "2026-06-01T17:00:00.25Z",
            new AlreadyCommitted(E12, null, null, null, new(2026, 6, 1, 12, 0, 0, 250, TimeSpan.FromHours(-5))).Arguments.Single(a => a.Key == "since").Value);

    private static string Line(Type type)
    {
        var sample = Sample(type);
        return string.Join(' ', sample.Arguments.Select(argument => argument.Key).Prepend(sample.Code));
    }

    private static Refusal Sample(Type type)
    {
        var constructor = type.GetConstructors().Single();
        return (Refusal)constructor.Invoke([.. constructor.GetParameters().Select(Value)]);
    }

    private static object Value(ParameterInfo parameter) => (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) switch
    {
        var type when type == typeof(string) => "word",
        var type when type == typeof(UnitId) => E12,
        var type when type == typeof(IncidentId) => Fire,
        var type when type == typeof(CallId) => FirstCall,
        var type when type == typeof(AssignmentId) => E12.To(Fire),
        var type when type == typeof(AgencyId) => Cfd,
        var type when type == typeof(Audience) => Audience.Room,
        var type when type == typeof(DateTimeOffset) => Noon,
        var type when type == typeof(StreamKind) => StreamKind.Unit,
        var type when type == typeof(AssignmentStep) => AssignmentStep.OnScene,
        var type when type == typeof(ClockMode) => ClockMode.Wall,
        var type when type == typeof(ImmutableArray<UnitId>) => ImmutableArray.Create(E12),
        var type when type == typeof(ImmutableArray<AgencyId>) => ImmutableArray.Create(Cfd),
        var type => throw new NotSupportedException($"Say what a {type} in a refusal looks like."),
    };

    private static IEnumerable<string> WrittenDown()
    {
        using var reader = new StreamReader(typeof(Every_refusal).Assembly.GetManifestResourceStream("Eoc.Domain.Tests.Refusals.refusals.txt")!);
        while (reader.ReadLine() is { } line) yield return line;
    }
}
