namespace Eoc.Picture.Framing;

/// <summary>A channel as it was after one frame, encoded in parts.</summary>
/// <param name="Sequence">That frame's.</param>
/// <param name="PositionsTold">How many rows frames had told by then.</param>
/// <param name="Parts">Entries of the <c>channels</c> field, to be sent in order.</param>
internal sealed record Snapshot(long Sequence, long PositionsTold, IReadOnlyList<SharedBytes> Parts)
{
    public Snapshot Hold()
    {
        foreach (var part in Parts) part.Hold();
        return this;
    }

    public void Release()
    {
        foreach (var part in Parts) part.Release();
    }
}

/// <summary>Makes a channel's snapshot once for all who join within a few frames: a storm of consoles costs one encoding.</summary>
internal sealed class Snapshots(PictureChannel channel, FrameComposer composer)
{
    private const int PartBytes = 48 * 1024;
    private const int ChangesField = 7;

    private Snapshot? _last;

    /// <summary>Held for the caller.</summary>
    public Snapshot Current(long now)
    {
        if (_last is null || !CanBeFollowed(_last)) Renew(now);
        return _last!.Hold();
    }

    private bool CanBeFollowed(Snapshot snapshot) =>
        channel.Sequence - snapshot.Sequence < PictureChannel.KeptFrames && channel.CanBeFollowedFrom(snapshot.Sequence);

    private void Renew(long now)
    {
        _last?.Release();
        var bodies = Bodies(now);
        var parts = new SharedBytes[bodies.Count];
        for (var part = 0; part < parts.Length; part++) parts[part] = composer.Part(channel, channel.Sequence, part, parts.Length, bodies[part]);
        _last = new Snapshot(channel.Sequence, channel.PositionsTold, parts);
    }

    private List<byte[]> Bodies(long now)
    {
        var (bodies, body) = (new List<byte[]>(), new ByteBuilder());
        foreach (var facet in channel.Facets)
        {
            if (body.Length > PartBytes) Cut(bodies, body);
            body.Field(ChangesField, PictureChannel.EncodeUpsert(facet));
        }

        WritePositions(body, now);
        Cut(bodies, body);
        return bodies;
    }

    private void WritePositions(ByteBuilder body, long now)
    {
        composer.Positions.Begin();
        if (channel.Columns.TellSince(composer.Positions, 0, now) > 0) composer.Positions.End(body, absolute: true, now);
    }

    private static void Cut(List<byte[]> bodies, ByteBuilder body)
    {
        bodies.Add(body.Written.ToArray());
        body.Clear();
    }
}
