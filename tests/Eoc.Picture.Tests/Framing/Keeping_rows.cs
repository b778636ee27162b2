using Eoc.Picture.Tests.Given;
using FsCheck.Xunit;

namespace Eoc.Picture.Tests.Framing;

/// <summary>Rows move, fall silent, are left and taken by others; viewers follow every frame, come back after any gap, or come late.</summary>
public sealed class Keeping_rows
{
    [Property(MaxTest = 500)]
    public void gives_every_viewer_the_same_places_and_movements(int seed)
    {
        var play = new RowPlay(new Random(seed));
        for (var step = 0; step < 60; step++) play.Step();
        play.End();
        Assert.All(Enumerable.Range(0, RowPlay.Rows), slot =>
        {
            var followed = play.Follower[(uint)slot];
            Assert.Equal(play.PlaceOf(slot), followed is { } row ? (row.Latitude, row.Longitude) : null);
            Assert.Equal(followed, play.Returner[(uint)slot]);
            Assert.Equal(followed, play.Late[(uint)slot]);
        });
    }
}
