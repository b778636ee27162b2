using System.Collections.Frozen;
using Eoc.Contracts.Events;
using Eoc.Picture.Projecting;

namespace Eoc.Simulation.Working;

/// <summary>A picture of whatever facts it is given, in the order given: right when they are the journal's, wrong when they are the bus's.</summary>
internal sealed class NaivePicture
{
    private readonly RealmPicture _picture = new(RealmId.Live, 1);
    private readonly Projection _projection;

    public NaivePicture() => _projection = new(_picture);

    public static byte[] Canonical(RealmPicture picture, params Audience[] labels) =>
        CanonicalPicture.Encode(picture, labels.Select(label => label.Label).ToFrozenSet(StringComparer.Ordinal));

    public void Apply(StoredFact fact) => _projection.Apply(fact);

    public byte[] Canonical(params Audience[] labels) => Canonical(_picture, labels);

    /// <summary>What has served its time leaves.</summary>
    public NaivePicture At(DateTimeOffset now)
    {
        _projection.Retirement.Sweep(now.ToUnixTimeMilliseconds());
        return this;
    }
}
