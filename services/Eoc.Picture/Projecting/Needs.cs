namespace Eoc.Picture.Projecting;

/// <summary>
/// Who may know of which incident and unit. A link from another stream may come first: until its end is known nobody may see it, and when it is, the
/// link is looked at again.
/// </summary>
internal sealed class Needs
{
    private readonly Dictionary<string, NeedToKnow> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Action>> _links = new(StringComparer.Ordinal);

    /// <summary>Who may know of it; nobody until it is known.</summary>
    public NeedToKnow Of(string id) => _known.GetValueOrDefault(id);

    /// <summary>Says who may know of it.</summary>
    public void Set(string id, NeedToKnow need)
    {
        if (Of(id) == need) return;
        _known[id] = need;
        if (!_links.TryGetValue(id, out var links)) return;
        foreach (var look in links) look();
    }

    /// <summary>Does something now, and again whenever who may know of it changes.</summary>
    public void Link(string id, Action look)
    {
        if (!_links.TryGetValue(id, out var links)) _links.Add(id, links = []);
        links.Add(look);
        look();
    }
}
