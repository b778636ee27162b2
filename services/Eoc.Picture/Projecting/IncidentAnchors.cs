using Eoc.Picture.Placing;

namespace Eoc.Picture.Projecting;

/// <summary>Where incidents lie; an assignment may come before the incident it is to.</summary>
internal sealed class IncidentAnchors
{
    private readonly Dictionary<string, Anchor> _anchors = new(StringComparer.Ordinal);

    public Anchor Of(string incident)
    {
        if (!_anchors.TryGetValue(incident, out var anchor)) _anchors.Add(incident, anchor = new());
        return anchor;
    }
}
