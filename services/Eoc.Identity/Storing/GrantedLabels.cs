using Eoc.Contracts.Ids;

namespace Eoc.Identity.Storing;

/// <summary>Granted audience labels as one text, and back.</summary>
internal static class GrantedLabels
{
    public static IEnumerable<Audience> Read(string stored) =>
        stored.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(label => Audience.Parse(label));

    public static string Write(IEnumerable<Audience> labels) =>
        string.Join(' ', labels.Select(label => label.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
