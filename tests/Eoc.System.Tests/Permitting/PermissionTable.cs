using System.Collections.Frozen;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.SystemTests.Permitting;

/// <summary><c>permissions.txt</c>: for each method, how far each role reaches.</summary>
internal static class PermissionTable
{
    public static readonly Role[] Roles = [Role.Dispatcher, Role.Liaison, Role.Planner, Role.Supervisor, Role.Administrator, Role.Observer, Role.Device];

    private static readonly FrozenSet<string> Reaches = FrozenSet.Create("-", "self", "agency", "consent", "realm", "any", "anyone");
    private static readonly FrozenDictionary<string, string[]> Rows = Read();

    public static IEnumerable<string> Methods => Rows.Keys;

    /// <summary>How far a role reaches with a method; a method without a row is a failure.</summary>
    public static string Reach(string method, Role role)
    {
        Assert.True(Rows.TryGetValue(method, out var row), $"{method} has no row in permissions.txt: say who may call it.");
        return row[Array.IndexOf(Roles, role)];
    }

    private static FrozenDictionary<string, string[]> Read()
    {
        using var stream = typeof(PermissionTable).Assembly.GetManifestResourceStream("permissions.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(Row)
            .ToFrozenDictionary(row => row.Method, row => row.Reaches, StringComparer.Ordinal);
    }

    private static (string Method, string[] Reaches) Row(string line)
    {
        var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(cells.Length == Roles.Length + 1 && cells.Skip(1).All(Reaches.Contains), $"Not a row: {line}");
        return (cells[0], cells[1..]);
    }
}
