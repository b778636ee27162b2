namespace Eoc.Journal.Grouping;

/// <summary>Where a journal's commits run.</summary>
internal interface ILane : IDisposable
{
    /// <summary>Whether an idle journal may commit at once on the caller's own thread: nothing beats a commit that changes no thread.</summary>
    bool RunsOnCaller { get; }

    /// <summary>Runs it soon, elsewhere.</summary>
    void Post(Action work);

    /// <summary>Begins what follows from commits, beside them and away from whoever asked: no grain's scheduler may carry it.</summary>
    Task Start(Func<Task> work) => Task.Run(work);
}
