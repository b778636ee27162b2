using System.Collections.Immutable;
using System.Reflection;
using Eoc.Contracts.Grains;

namespace Eoc.Contracts.Tests.Grains;

/// <summary>Every grain interface and every type that crosses one, found by reflection: a new one is tested without being named here.</summary>
internal static class GrainContracts
{
    public static readonly ImmutableArray<Type> Interfaces =
        [.. typeof(CommandContext).Assembly.GetTypes().Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrain))).OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>Ours among the types that cross, with all they hold; a subtype crosses wherever its base does.</summary>
    public static readonly ImmutableArray<Type> Crossing = [.. Find().OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>The public instance properties that carry contents.</summary>
    public static IEnumerable<PropertyInfo> Parts(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetMethod is not null && property.SetMethod is not null);

    private static HashSet<Type> Find()
    {
        var found = new HashSet<Type>();
        var waiting = new Stack<Type>(Interfaces.SelectMany(grain => grain.GetMethods()).SelectMany(Signature));
        while (waiting.TryPop(out var type))
        {
            if (type.IsGenericType) PushAll(waiting, type.GetGenericArguments());
            if (!IsOurs(type) || !found.Add(type)) continue;
            PushAll(waiting, Parts(type).Select(part => part.PropertyType));
            PushAll(waiting, type.Assembly.GetTypes().Where(other => other.BaseType == type));
        }

        return found;
    }

    private static IEnumerable<Type> Signature(MethodInfo method) => [method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType)];

    private static bool IsOurs(Type type) => type.FullName!.StartsWith("Eoc.", StringComparison.Ordinal);

    private static void PushAll(Stack<Type> waiting, IEnumerable<Type> types)
    {
        foreach (var type in types) waiting.Push(type);
    }
}
