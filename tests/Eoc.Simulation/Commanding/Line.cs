using System.Security.Cryptography;
using Eoc.Contracts.Events;
using Eoc.Contracts.Grains;
using Eoc.Journal;
using Eoc.Simulation.Running;
using Eoc.Simulation.Working;

namespace Eoc.Simulation.Commanding;

/// <summary>
/// The way between people and processes. A request or its answer may be lost, or take longer than they wait; they ask again, any process, under the same
/// id, until they are answered.
/// </summary>
internal sealed class Line
{
    private const string Unknown = Eoc.Incidents.Turns.Answers.OutcomeUnknownCode;

    private readonly World _world;
    private readonly Func<SimulatedProcess?> _anyProcess;
    private readonly SimulatedThread _thread;
    private readonly SimulatedTime _time;

    public Line(World world, Func<SimulatedProcess?> anyProcess)
    {
        (_world, _anyProcess, _thread) = (world, anyProcess, world.NewThread());
        _time = new(world, _thread, TimeSpan.Zero);
    }

    public List<Answered> Answers { get; } = [];

    public int Asked { get; private set; }

    /// <summary>Nothing is lost on the way any more.</summary>
    public bool IsCalm { get; set; }

    /// <summary>Somebody begins.</summary>
    public void Start(Func<Task> work) => _thread.Start(work);

    public Task Wait(double fromMilliseconds, double toMilliseconds) => Task.Delay(_world.Between(fromMilliseconds, toMilliseconds), _time, CancellationToken.None);

    public async Task Insist(Request request, bool twice = false)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (await Ask(request, attempt > 0) is { } result && result.Refusal?.Code != Unknown)
            {
                Answers.Add(new(request, result, _world.Now, twice));
                return;
            }

            await Wait(50, 1500);
        }
    }

    private async Task<CommandResult?> Ask(Request request, bool again)
    {
        Asked++;
        if (_anyProcess() is not { } process || Unlucky(0.02)) return null;
        await Wait(0.2, 20);
        var answer = new TaskCompletionSource<CommandResult?>();
        process.Thread.Start(async () =>
        {
            var result = await Take(process, request, again);
            if (!Unlucky(0.03)) _thread.Post(() => answer.TrySetResult(result));
        });
        // Some lose their connection long before they would lose their patience.
        var patience = Wait(Unlucky(0.03) ? 5 : 3000, 3000);
        return await Task.WhenAny(answer.Task, patience) == patience ? null : await answer.Task;
    }

    private static async Task<CommandResult?> Take(SimulatedProcess process, Request request, bool again)
    {
        try
        {
            var now = Microseconds.Truncate(await process.Now(request.Realm));
            return await request.Send(process, new()
            {
                Command = request.Command, Account = request.Account, Agency = Desk.Agency, Labels = [.. request.Labels], OccurredAt = now,
                Source = OccurredSource.Dispatcher, Now = now, RequestHash = [.. SHA256.HashData(request.Command.Value.ToByteArray())], AskedBefore = again,
            });
        }
        catch (JournalUnavailableException)
        {
            return null;
        }
    }

    private bool Unlucky(double probability) => !IsCalm && _world.Chance(probability);
}
