using System.Collections.Concurrent;

namespace Eoc.Journal.Grouping;

/// <summary>
/// A thread that waits for a disk. Under load commits follow one another without a pause; on a pool thread they would take that thread from
/// everybody else for as long as the load lasts.
/// </summary>
internal sealed class DedicatedThread : ILane
{
    private readonly BlockingCollection<Action> _work = [];

    public DedicatedThread(string name) => new Thread(Run) { IsBackground = true, Name = name }.Start();

    public bool RunsOnCaller => true;

    public void Post(Action work) => _work.Add(work);

    public void Dispose() => _work.CompleteAdding();

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable()) work();
        _work.Dispose();
    }
}
