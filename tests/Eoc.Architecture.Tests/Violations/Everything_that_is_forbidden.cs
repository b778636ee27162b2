// Code that breaks the rules on purpose: the checks are run over this assembly to prove that they can fail. Nothing calls it.

namespace Eoc.Architecture.Tests.Violations;

public sealed class DispatchManager
{
    public static DateTimeOffset LocalClock() => DateTimeOffset.UtcNow.AddTicks(DateTime.Now.Ticks).AddTicks(DateTime.UtcNow.Ticks);

    public static Guid RandomId() => Guid.NewGuid();

    public static int Blocking(Task<int> task)
    {
        Thread.Sleep(1);
        task.Wait();
        return task.Result;
    }

    public static async Task Waiting()
    {
        await Task.Delay(1);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        await timer.WaitForNextTickAsync().ConfigureAwait(false);
    }

    /// <summary>Allowed: the clock can be another than the machine's.</summary>
    public static Task WaitingByTheRealmsClock(TimeProvider clock) => Task.Delay(TimeSpan.FromSeconds(1), clock);
}

public static class DispatchExtensions
{
    public static void AddDispatching(object builder) => ArgumentNullException.ThrowIfNull(builder);

    public static void ReachIntoTheService(object builder) => ArgumentNullException.ThrowIfNull(builder);
}
