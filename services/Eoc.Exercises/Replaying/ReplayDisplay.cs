using System.Globalization;
using Eoc.Exercises.Replaying.Playing;
using Spectre.Console;

namespace Eoc.Exercises.Replaying;

/// <summary>What the person who asked sees while a replay runs.</summary>
internal interface IReplayDisplay
{
    /// <summary>A line.</summary>
    void Say(string line);

    /// <summary>Runs work that tells the realm's time after each of the script's steps.</summary>
    Task<T> Watch<T>(ReplayScript script, Func<Action<DateTimeOffset>, Task<T>> work);
}

/// <summary>A bar with the realm's time, on a terminal.</summary>
internal sealed class BarDisplay(IAnsiConsole console) : IReplayDisplay
{
    public void Say(string line) => console.WriteLine(line);

    public Task<T> Watch<T>(ReplayScript script, Func<Action<DateTimeOffset>, Task<T>> work) => console.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(context =>
        {
            var bar = context.AddTask(script.Realm.ToString(), maxValue: script.Plan.Steps.Length);
            var zone = TimeZoneInfo.FindSystemTimeZoneById(script.Zone);
            return work(due =>
            {
                bar.Increment(1);
                if (bar.Value % 100 == 0) bar.Description = RealmTime.Tell(due, zone);
            });
        });
}

/// <summary>A line for each twentieth, where there is no terminal.</summary>
internal sealed class LineDisplay(TextWriter writer) : IReplayDisplay
{
    private const int Parts = 20;

    public void Say(string line) => writer.WriteLine(line);

    public Task<T> Watch<T>(ReplayScript script, Func<Action<DateTimeOffset>, Task<T>> work)
    {
        var (done, told, zone) = (0, 0, TimeZoneInfo.FindSystemTimeZoneById(script.Zone));
        return work(due =>
        {
            var part = (int)(++done * (long)Parts / script.Plan.Steps.Length);
            if (part == told) return;
            told = part;
            Say(string.Create(CultureInfo.InvariantCulture, $"{part * 100 / Parts,3} %  {RealmTime.Tell(due, zone)}"));
        });
    }
}

/// <summary>The realm's time as its people read it.</summary>
internal static class RealmTime
{
    public static string Tell(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
