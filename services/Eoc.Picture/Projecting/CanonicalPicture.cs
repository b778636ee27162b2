using System.Collections.Frozen;
using Eoc.Contracts.Ids;
using Eoc.Picture.Following;
using Eoc.Picture.Framing;
using Microsoft.Extensions.DependencyInjection;

namespace Eoc.Picture.Projecting;

/// <summary>The picture as one text of bytes that two processes can compare: sorted by kind and id, without cells, slots, epochs and sequences.</summary>
internal static class CanonicalPicture
{
    /// <summary>The picture of a running process, at the journal's heads as of now; null when there is no such realm.</summary>
    public static async Task<byte[]?> Of(IServiceProvider services, RealmId realm, IEnumerable<Audience> labels, CancellationToken cancellation)
    {
        if (await services.GetRequiredService<FollowedRealms>().Open(realm, cancellation) is not { } followed) return null;
        await followed.Following.CatchUp(cancellation);
        lock (followed.Picture.Gate) return Encode(followed.Picture, labels.Select(label => label.Label).ToFrozenSet(StringComparer.Ordinal));
    }

    public static byte[] Encode(RealmPicture picture, FrozenSet<string> labels)
    {
        var bytes = new ByteBuilder();
        var seen = picture.Facets.Where(facet => facet.IsPresent && facet.Need.IsMetBy(labels));
        foreach (var facet in seen.OrderBy(facet => facet.Key.Kind).ThenBy(facet => facet.Key.Id, StringComparer.Ordinal))
        {
            bytes.Field(1, (ulong)facet.Key.Kind);
            bytes.Field(2, System.Text.Encoding.UTF8.GetBytes(facet.Key.Id));
            bytes.Field(3, (ulong)facet.Version);
            bytes.Raw(facet.View);
        }

        return bytes.Written.ToArray();
    }
}
