namespace Eoc.SystemTests.Running;

/// <summary>Waits for facts, and says what was missing when they did not come.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until there is an answer.</summary>
    public static async Task<T> Get<T>(string what, TimeSpan within, Func<Task<T?>> probe)
        where T : class
    {
        T? found = null;
        await Holds(what, within, async () => (found = await probe()) is null ? "nothing yet" : null);
        return found!;
    }

    /// <summary>Asks until nothing is missing.</summary>
    /// <param name="what">What is waited for.</param>
    /// <param name="within">The deadline.</param>
    /// <param name="missing">Null when it holds, else what is missing.</param>
    public static async Task Holds(string what, TimeSpan within, Func<Task<string?>> missing)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await Ask(missing) is { } lacks)
        {
            if (TimeProvider.System.GetElapsedTime(started) > within)
                throw new TimeoutException($"{what}: not within {within.TotalSeconds:0.#} s. Last: {lacks}");
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Lets a fault last: returns when this much time has passed since a timestamp.</summary>
    public static async Task Passes(TimeSpan length, long since)
    {
        var left = length - TimeProvider.System.GetElapsedTime(since);
        if (left > TimeSpan.Zero) await Task.Delay(left, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    private static async Task<string?> Ask(Func<Task<string?>> missing)
    {
        try
        {
            return await missing();
        }
        catch (Exception failure) when (IsNoAnswer(failure))
        {
            return $"{failure.GetType().Name}: {failure.Message}";
        }
    }

    /// <summary>An HTTP client that has waited long enough cancels, which is no answer either unless the test itself was cancelled.</summary>
    private static bool IsNoAnswer(Exception failure) =>
        failure is HttpRequestException or Grpc.Core.RpcException or Npgsql.NpgsqlException or IOException
        || (failure is OperationCanceledException && !TestContext.Current.CancellationToken.IsCancellationRequested);
}
