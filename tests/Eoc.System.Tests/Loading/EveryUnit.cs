using Eoc.SystemTests.Commanding;

namespace Eoc.SystemTests.Loading;

/// <summary>Tells when all units are served, wherever their grains were: one durable command to each.</summary>
internal static class EveryUnit
{
    /// <summary>How long it took from now until the last of them had acknowledged.</summary>
    public static async Task<TimeSpan> Answers(Desk desk, string[] units, string occasion)
    {
        desk = desk.Only(desk.FirstEdge);
        var started = TimeProvider.System.GetTimestamp();
        var answers = await Task.WhenAll(units.Select(unit => desk.At(0).Enrol(unit, station: occasion)));
        Assert.All(answers, answer => Assert.True(answer.IsAccepted, answer.ToString()));
        return TimeProvider.System.GetElapsedTime(started);
    }
}
