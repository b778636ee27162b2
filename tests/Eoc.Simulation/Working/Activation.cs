using Eoc.Incidents.Turns;

namespace Eoc.Simulation.Working;

/// <summary>A grain's activation: its turn, one call at a time. Several processes may have one of the same stream; that is the point.</summary>
internal sealed class Activation<TState>(Turn<TState> turn)
    where TState : class
{
    private readonly SemaphoreSlim _gate = new(1);

    public async Task<T> Call<T>(Func<Turn<TState>, Task<T>> call)
    {
        await _gate.WaitAsync();
        try
        {
            return await call(turn);
        }
        finally
        {
            _gate.Release();
        }
    }
}
