using System.Security.Cryptography;
using Eoc.Contracts.Events;
using Eoc.Contracts.Grains;
using Eoc.Journal;
using Eoc.Simulation.Running;
using Eoc.Simulation.Working;

namespace Eoc.Simulation.Commanding;

/// <summary>
/// People at consoles. A request or its answer may be lost, or take longer than they wait; they ask again, any process, under the same id, and sometimes
/// for no reason.
/// </summary>
internal sealed class Dispatchers
{
    private const string Unknown = Eoc.Incidents.Turns.Answers.OutcomeUnknownCode;
    private static readonly string[] Accounts = ["ana", "ben", "dee"];

    private readonly World _world;
    private readonly Desk _desk;
    private readonly Func<SimulatedProcess?> _anyProcess;
    private readonly SimulatedThread _thread;
    private readonly SimulatedTime _time;
    private bool _done;

    public Dispatchers(World world, Desk desk, Func<SimulatedProcess?> anyProcess)
    {
        (_world, _desk, _anyProcess, _thread) = (world, desk, anyProcess, world.NewThread());
        _time = new(world, _thread, TimeSpan.Zero);
        foreach (var unit in desk.Units) _thread.Start(() => Insist(desk.Enrol(unit), twice: false));
        foreach (var account in Accounts) _thread.Start(() => Work(account));
    }

    public List<Answered> Answers { get; } = [];

    public int Asked { get; private set; }

    /// <summary>The shift ends; what was asked is still asked for, and nothing is lost on the way any more.</summary>
    public void GoHome() => _done = true;

    private async Task Work(string account)
    {
        while (!_done)
        {
            await Task.Delay(_world.Between(20, 4000), _time, CancellationToken.None);
            var request = _desk.Next(account);
            var twice = _world.Chance(0.1);
            if (twice) _thread.Start(() => Insist(request, twice));
            await Insist(request, twice);
        }
    }

    private async Task Insist(Request request, bool twice)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (await Ask(request, attempt > 0) is { } result && result.Refusal?.Code != Unknown)
            {
                Answers.Add(new(request, result, _world.Now, twice));
                return;
            }

            await Task.Delay(_world.Between(50, 1500), _time, CancellationToken.None);
        }
    }

    private async Task<CommandResult?> Ask(Request request, bool again)
    {
        Asked++;
        if (_anyProcess() is not { } process || Unlucky(0.02)) return null;
        await Task.Delay(_world.Between(0.2, 20), _time, CancellationToken.None);
        var answer = new TaskCompletionSource<CommandResult?>();
        process.Thread.Start(async () =>
        {
            var result = await Take(process, request, again);
            if (!Unlucky(0.03)) _thread.Post(() => answer.TrySetResult(result));
        });
        var patience = Task.Delay(TimeSpan.FromSeconds(3), _time, CancellationToken.None);
        return await Task.WhenAny(answer.Task, patience) == patience ? null : await answer.Task;
    }

    private static async Task<CommandResult?> Take(SimulatedProcess process, Request request, bool again)
    {
        try
        {
            var now = Microseconds.Truncate(await process.Now());
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

    private bool Unlucky(double probability) => !_done && _world.Chance(probability);
}
