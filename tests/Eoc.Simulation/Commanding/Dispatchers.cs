using Eoc.Simulation.Running;

namespace Eoc.Simulation.Commanding;

/// <summary>People at consoles; now and then one asks twice at once, for no reason.</summary>
internal sealed class Dispatchers
{
    private static readonly string[] Accounts = ["ana", "ben", "dee"];

    private readonly World _world;
    private readonly Desk _desk;
    private readonly Line _line;
    private bool _done;

    public Dispatchers(World world, Desk desk, Line line)
    {
        (_world, _desk, _line) = (world, desk, line);
        foreach (var unit in desk.Units) line.Start(() => line.Insist(desk.Enrol(unit)));
        foreach (var account in Accounts) line.Start(() => Work(account));
    }

    /// <summary>The shift ends; what was asked is still asked for.</summary>
    public void GoHome() => _done = true;

    private async Task Work(string account)
    {
        while (!_done)
        {
            await _line.Wait(20, 4000);
            var request = _desk.Next(account);
            var twice = _world.Chance(0.1);
            if (twice) _line.Start(() => _line.Insist(request, twice));
            await _line.Insist(request, twice);
        }
    }
}
