using System.Globalization;

namespace Eoc.Cities.Reading;

/// <summary>What is wrong with a pack, in the order it was seen.</summary>
internal sealed class Faults
{
    private readonly List<Fault> _all = [];

    public IReadOnlyList<Fault> All => _all;

    public void Add(string file, int line, string what) => _all.Add(new(file, line, what));
}

/// <summary>Something wrong in a file.</summary>
/// <param name="File">Inside the pack's folder.</param>
/// <param name="Line">From 1; 0 when it is the file as a whole.</param>
/// <param name="What">In words, with the remedy.</param>
internal sealed record Fault(string File, int Line, string What)
{
    /// <summary><c>file:line</c>.</summary>
    public string Place => Line == 0 ? File : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}");

    /// <summary><c>file:line: what</c>.</summary>
    public override string ToString() => $"{Place}: {What}";
}
