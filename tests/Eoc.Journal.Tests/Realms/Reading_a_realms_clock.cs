using Eoc.Contracts.Events.Realms;
using Eoc.Contracts.Ids;
using Eoc.Journal.Tests.Backends;

namespace Eoc.Journal.Tests.Realms;

public sealed class Reading_a_realms_clock
{
    private static readonly RealmId Drill = RealmId.Parse("drill");
    private static readonly DateTimeOffset Storm = new(2011, 2, 1, 18, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryBackend]
    public async Task gives_the_walls_time_for_live_before_it_was_opened(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);

        Assert.Equal(under.Time.GetUtcNow(), await under.Journals.Clocks.Now(RealmId.Live, Cancellation));
    }

    [Theory, EveryBackend]
    public async Task gives_nothing_for_a_realm_that_was_never_opened(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        Assert.Null(await under.Journals.Clocks.Now(Drill, Cancellation));

        await under.Journals.Create(Drill, Cancellation);
        Assert.Null(await under.Journals.Clocks.Now(Drill, Cancellation));
    }

    [Theory, EveryBackend]
    public async Task follows_each_setting_at_once_and_after_a_restart(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Journals.Create(Drill, Cancellation);
        var opened = Given.At(StreamId.Of(Drill), null, [
            new RealmOpened(Drill, RealmKind.Exercise, "America/Chicago", "Blizzard", new(ClockMode.Running, Given.Noon, Storm, 1))]);
        await journal.Append(opened);
        under.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Storm.AddMinutes(1), await under.Journals.Clocks.Now(Drill, Cancellation));

        var faster = new ClockSetting(ClockMode.Running, Given.Noon.AddMinutes(1), Storm.AddMinutes(1), 10);
        var entries = await journal.Read(StreamId.Of(Drill), 0, Cancellation);
        await journal.Append(Given.At(StreamId.Of(Drill), entries[^1], [new RealmClockSet(faster)]));
        under.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Storm.AddMinutes(11), await under.Journals.Clocks.Now(Drill, Cancellation));

        await under.Stop();
        Assert.Equal(Storm.AddMinutes(11), await under.Journals.Clocks.Now(Drill, Cancellation));
    }

    [Theory, EveryBackend]
    public async Task is_not_turned_back_by_a_setting_that_comes_late(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var clocks = under.Journals.Clocks;
        clocks.Notice(Drill, new(ClockMode.Driven, Given.Noon.AddSeconds(2), Storm.AddHours(2), 0));
        clocks.Notice(Drill, new(ClockMode.Driven, Given.Noon.AddSeconds(1), Storm.AddHours(1), 0));

        Assert.Equal(Storm.AddHours(2), await clocks.Now(Drill, Cancellation));
    }

    [Fact]
    public async Task learns_within_seconds_what_another_process_set_though_its_own_machines_clock_was_set_back()
    {
        await using var under = await JournalUnderTest.On(Backend.Postgres);
        var time = new MachineTime(under.Time);
        await using var other = under.AnotherProcess(new RecordedDeliveries(), time);
        var journal = await under.Journals.Create(Drill, Cancellation);
        await journal.Append(Given.At(StreamId.Of(Drill), null, [
            new RealmOpened(Drill, RealmKind.Exercise, "America/Chicago", "Blizzard", new(ClockMode.Driven, Given.Noon, Storm, 0))]));
        Assert.Equal(Storm, await other.Clocks.Now(Drill, Cancellation));

        time.WrongBy = TimeSpan.FromHours(-1);
        var entries = await journal.Read(StreamId.Of(Drill), 0, Cancellation);
        await journal.Append(Given.At(StreamId.Of(Drill), entries[^1], [new RealmClockSet(new(ClockMode.Driven, Given.Noon.AddSeconds(1), Storm.AddHours(2), 0))]));
        under.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(Storm.AddHours(2), await other.Clocks.Now(Drill, Cancellation));
    }

    [Theory, EveryBackend]
    public async Task starts_anew_when_the_realm_was_deleted(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var journal = await under.Journals.Create(Drill, Cancellation);
        await journal.Append(Given.At(StreamId.Of(Drill), null, [
            new RealmOpened(Drill, RealmKind.Exercise, "America/Chicago", "Blizzard", new(ClockMode.Driven, Given.Noon, Storm, 0))]));
        Assert.NotNull(await under.Journals.Clocks.Now(Drill, Cancellation));

        await under.Journals.Delete(Drill, Cancellation);

        Assert.Null(await under.Journals.Clocks.Now(Drill, Cancellation));
        Assert.Null(await under.Journals.Find(Drill, Cancellation));
        Assert.Empty(await under.Journals.Realms(Cancellation));
    }
}
