namespace Eoc.Simulation.Running;

/// <summary>
/// All that one simulated process does, task by task: which of those ready goes on is drawn from the seed. What a process that was killed had ready
/// is gone; what a paused one has ready waits.
/// </summary>
internal sealed class SimulatedThread(World world) : TaskScheduler
{
    private readonly List<Task> _ready = [];

    public bool IsDead { get; private set; }

    public DateTimeOffset PausedUntil { get; set; }

    public bool CanRun => !IsDead && _ready.Count > 0 && world.Now >= PausedUntil;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>As <c>kill -9</c>: nothing of it ever goes on.</summary>
    public void Kill()
    {
        IsDead = true;
        _ready.Clear();
    }

    /// <summary>Begins something here; what it throws ends the run.</summary>
    public void Start(Func<Task> work) => _ = world.Watch(Begin(work));

    /// <summary>Begins something here for whoever asked.</summary>
    public Task Begin(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    public void Post(Action work) => _ = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    public void RunOne(Random random)
    {
        var drawn = random.Next(_ready.Count);
        var task = _ready[drawn];
        _ready[drawn] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        TryExecuteTask(task);
    }

    protected override void QueueTask(Task task)
    {
        world.DemandOwnThread();
        if (!IsDead) _ready.Add(task);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => _ready;
}
