namespace Eoc.Journal.Tests.Realms;

/// <summary>The time of a machine whose clock may be set wrong; how time passes it knows all the same.</summary>
internal sealed class MachineTime(TimeProvider right) : TimeProvider
{
    public TimeSpan WrongBy { get; set; }

    public override long TimestampFrequency => right.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + WrongBy;

    public override long GetTimestamp() => right.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => right.CreateTimer(callback, state, dueTime, period);
}
