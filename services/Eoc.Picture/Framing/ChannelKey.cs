using Eoc.Contracts.Rpc.V1;
using Eoc.Picture.Placing;
using Eoc.Picture.Projecting;

namespace Eoc.Picture.Framing;

/// <summary>Which channel: where, of what, for whom.</summary>
internal readonly record struct ChannelKey(Cell Cell, ChannelKind Kind, NeedToKnow Need)
{
    /// <summary><c>cell/kind/audience</c>.</summary>
    public override string ToString() => $"{Cell}/{NameOf(Kind)}/{Need}";

    private static string NameOf(ChannelKind kind) => kind switch
    {
        ChannelKind.Incidents => "incidents",
        ChannelKind.Units => "units",
        _ => "directory",
    };
}
