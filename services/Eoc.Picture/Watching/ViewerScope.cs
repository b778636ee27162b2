using System.Collections.Frozen;
using System.Collections.Immutable;
using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Framing;
using Area = Eoc.Picture.Placing.Area;

namespace Eoc.Picture.Watching;

/// <summary>What a viewer may see and what it looks at.</summary>
/// <param name="Labels">The audience labels it holds.</param>
/// <param name="Areas">Where it looks; none means everywhere.</param>
/// <param name="Kinds">What it looks at; none means everything.</param>
internal sealed record ViewerScope(FrozenSet<string> Labels, ImmutableArray<Area> Areas, ImmutableArray<ChannelKind> Kinds)
{
    /// <summary>Whether a channel is one of the viewer's.</summary>
    public bool Takes(ChannelKey channel) =>
        channel.Need.IsMetBy(Labels)
        && (Kinds.IsEmpty || Kinds.Contains(channel.Kind))
        && (Areas.IsEmpty || Areas.Any(area => area.Touches(channel.Cell)));
}
