namespace Eoc.Journal.Grouping;

/// <summary>The thread pool, for stores that are waited for without a thread; it also frees commits from the scheduler of the grain that asked.</summary>
internal sealed class PoolLane : ILane
{
    public bool RunsOnCaller => false;

    public void Post(Action work) => ThreadPool.UnsafeQueueUserWorkItem(static run => run(), work, preferLocal: false);

    public void Dispose()
    {
    }
}
