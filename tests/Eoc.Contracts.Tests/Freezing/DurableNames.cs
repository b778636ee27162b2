using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Eoc.Contracts.Events;
using Eoc.Contracts.Rpc.V1;
using Eoc.Contracts.Tests.Grains;
using Google.Protobuf.Reflection;

namespace Eoc.Contracts.Tests.Freezing;

/// <summary>Every name and number of this build that something stored, queued or deployed depends on, one to a line.</summary>
internal static class DurableNames
{
    public static ImmutableSortedSet<string> OfThisBuild =>
        Facts().Concat(Messages()).Concat(Grains()).Concat(Protos()).ToImmutableSortedSet(StringComparer.Ordinal);

    private static IEnumerable<string> Facts() => FactCodec.Known.SelectMany(type => Json($"fact {NameOf(type)}", type));

    private static string NameOf(Type fact)
    {
        var name = fact.GetCustomAttribute<FactNameAttribute>()!;
        return FormattableString.Invariant($"{name.Name}/{name.Version}");
    }

    private static IEnumerable<string> Messages() => Json($"message {typeof(FactsPublished).FullName}", typeof(FactsPublished));

    /// <summary>The line itself, and one for every JSON field below it.</summary>
    private static IEnumerable<string> Json(string path, Type type)
    {
        var inner = Item(type);
        if (inner.IsEnum) return [path, .. Enum.GetValues(inner).Cast<Enum>().Select(value => FormattableString.Invariant($"number {inner.Name} {value:D} {value}"))];
        if (!IsComposite(inner)) return [path];
        return inner.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.Name != "EqualityContract")
            .SelectMany(property => Json($"{path} .{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}", property.PropertyType)).Prepend(path);
    }

    private static Type Item(Type type) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } inner => inner,
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => type.GetGenericArguments()[0],
        _ => type,
    };

    private static bool IsComposite(Type type) => type.Assembly == typeof(Fact).Assembly;

    private static IEnumerable<string> Grains() => GrainContracts.Interfaces.SelectMany(Interface).Concat(GrainContracts.Crossing.SelectMany(Type));

    private static IEnumerable<string> Interface(Type grain) =>
        grain.GetMethods().Select(method => $"grain {Alias(grain)} {Alias(method)}").Prepend($"grain {Alias(grain)}");

    private static IEnumerable<string> Type(Type type) =>
        type.IsEnum
            ? Enum.GetValues(type).Cast<Enum>().Select(value => FormattableString.Invariant($"number {type.Name} {value:D} {value}"))
            : GrainContracts.Parts(type).Select(part => FormattableString.Invariant($"orleans {Alias(type)} {part.GetCustomAttribute<IdAttribute>()?.Id} {part.Name}"))
                .Prepend($"orleans {Alias(type)}");

    private static string Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? $"(no alias) {member.Name}";

    private static IEnumerable<string> Protos() =>
        typeof(CommandHeader).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>().SelectMany(File);

    private static IEnumerable<string> File(FileDescriptor file) =>
        file.Services.SelectMany(service => service.Methods).Select(Method)
            .Concat(file.MessageTypes.SelectMany(Message))
            .Concat(file.EnumTypes.SelectMany(Enumeration));

    private static string Method(MethodDescriptor method) =>
        $"rpc {method.FullName} {Stream(method.IsClientStreaming)}{method.InputType.Name} {Stream(method.IsServerStreaming)}{method.OutputType.Name}";

    private static string Stream(bool streaming) => streaming ? "stream " : "";

    private static IEnumerable<string> Message(MessageDescriptor message) =>
        message.Fields.InDeclarationOrder().Select(field => FormattableString.Invariant($"proto {message.FullName} {field.FieldNumber} {field.Name} {field.FieldType}"))
            .Concat(message.NestedTypes.SelectMany(Message)).Concat(message.EnumTypes.SelectMany(Enumeration)).Prepend($"proto {message.FullName}");

    private static IEnumerable<string> Enumeration(EnumDescriptor type) =>
        type.Values.Select(value => FormattableString.Invariant($"proto {type.FullName} {value.Number} {value.Name}"));
}
