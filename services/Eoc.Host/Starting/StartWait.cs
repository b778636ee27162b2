using Eoc.Host.Clustering;
using Eoc.Host.Configuring;
using Eoc.Host.Running;

namespace Eoc.Host.Starting;

/// <summary>
/// What a process cannot do without is waited for: it may be starting beside us, or being mended. Meanwhile the process already listens: <c>/readyz</c>
/// and <c>/healthz</c> answer 503 and say what is waited for, everything else 503.
/// </summary>
internal sealed class StartWait : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(10);

    private readonly EocSettings _settings;
    private readonly TimeProvider _time;
    private readonly Ending _ending = new();
    private readonly CancellationTokenSource _end;
    private WebApplication? _door;
    private volatile string _report = string.Empty;

    public StartWait(EocSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        (_settings, _time) = (settings, time);
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _ending.Token);
    }

    /// <summary>Returns when the answer is no longer a reason to wait.</summary>
    /// <param name="what">What is waited for, as people call it.</param>
    /// <param name="refused">Null when it is there, else why not.</param>
    /// <exception cref="OperationCanceledException">The process is to end.</exception>
    public async Task Until(string what, Func<CancellationToken, Task<string?>> refused)
    {
        long? said = null;
        while (await refused(_end.Token) is { } why)
        {
            _report = $"Unhealthy\nstart: Unhealthy waiting for {what}: {why}\n";
            if (said is null || _time.GetElapsedTime(said.Value) > SayEvery)
            {
                await Console.Out.WriteLineAsync($"Waiting for {what}: {why}");
                said = _time.GetTimestamp();
            }

            await OpenDoor();
            await Task.Delay(Pause, _time, _end.Token);
        }

        if (said is not null) await Console.Out.WriteLineAsync($"There is {what}.");
    }

    public async ValueTask DisposeAsync()
    {
        _ending.Dispose();
        if (_door is not null) await _door.DisposeAsync();
        _end.Dispose();
    }

    private async Task OpenDoor()
    {
        if (_door is not null) return;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.Logging.ClearProviders();
        builder.Listen(_settings);
        _door = builder.Build();
        _door.Run(Answer);
        await _door.StartAsync(_end.Token);
    }

    private Task Answer(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "1";
        return context.Response.WriteAsync(Disclosure.IsToOperator(context) ? _report : "Unhealthy\nstart: Unhealthy\n", context.RequestAborted);
    }
}
