using Eoc.Contracts.Ids;

namespace Eoc.Journal;

/// <summary>The texts between which all streams of a kind lie.</summary>
internal static class StreamRange
{
    public static (string From, string End) Of(RealmId realm, StreamKind kind)
    {
        // '0' follows '/' in ASCII.
#pragma warning disable CA1308 // Stream texts are lower case by their own rule.
        var prefix = $"{realm}/{kind.ToString().ToLowerInvariant()}";
#pragma warning restore CA1308
        return ($"{prefix}/", $"{prefix}0");
    }
}
