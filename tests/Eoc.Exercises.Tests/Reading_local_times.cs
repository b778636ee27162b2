using Eoc.Exercises.Replaying.Reading;
using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace Eoc.Exercises.Tests;

public sealed class Reading_local_times
{
    /// <summary>Two years with all days on which clocks move, some of them by half an hour or at midnight.</summary>
    [Theory]
    [InlineData("America/Los_Angeles")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("America/Havana")]
    [InlineData("Asia/Kolkata")]
    public void agrees_with_the_zone_at_every_quarter_of_an_hour(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var times = new LocalTimes(zone);
        for (var local = new DateTime(2016, 1, 1); local.Year < 2018; local = local.AddMinutes(15))
        {
            var wrong = times.Read(local.ToString("s"), out var utc, out var twice);

            Assert.Equal(zone.IsInvalidTime(local), wrong is not null);
            if (wrong is not null) continue;
            Assert.Equal(zone.IsAmbiguousTime(local), twice);
            Assert.Equal(local, TimeZoneInfo.ConvertTime(utc, zone).DateTime);
            Assert.Equal(twice ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local), local - utc.UtcDateTime);
        }
    }

    [Property]
    public bool never_takes_text_for_a_time(NonEmptyString text) =>
        text.Get.Count(char.IsAsciiDigit) >= 12 || new LocalTimes(TimeZoneInfo.Utc).Read(text.Get, out _, out _) is not null;
}
