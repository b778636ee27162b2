namespace Eoc.Cities.Reading;

/// <summary>The ids of one kind of thing in a pack: each once.</summary>
/// <param name="kind">In words, such as <c>agency</c>.</param>
internal sealed class Names(string kind)
{
    private readonly Dictionary<string, (string File, int Line)> _known = new(StringComparer.Ordinal);

    public void Add(string id, string file, int line, Faults faults)
    {
        if (id.Length == 0 || _known.TryAdd(id, (file, line))) return;
        var (otherFile, otherLine) = _known[id];
        faults.Add(file, line, $"{kind} \"{id}\" is there twice: first at {new Fault(otherFile, otherLine, string.Empty).Place}");
    }

    /// <summary>A fault when nothing of that id is there; an empty id is somebody else's fault.</summary>
    public void Need(string id, string file, int line, Faults faults)
    {
        if (id.Length > 0 && !_known.ContainsKey(id)) faults.Add(file, line, $"there is no {kind} \"{id}\"");
    }
}
