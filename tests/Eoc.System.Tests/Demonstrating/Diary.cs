using Eoc.Exercises.Demonstrating;
using Eoc.SystemTests.Running;
using Microsoft.Extensions.Logging;

namespace Eoc.SystemTests.Demonstrating;

/// <summary>What the demonstration says of itself.</summary>
internal sealed class Diary : ILogger<Demonstration>
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines) return [.. _lines];
        }
    }

    public Task Says(string what) => Eventually.Holds($"it says \"{what}\"", TimeSpan.FromSeconds(120), () =>
        Task.FromResult(Lines.Any(line => line.Contains(what, StringComparison.Ordinal)) ? null : string.Join('\n', Lines.TakeLast(5))));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines) _lines.Add(formatter(state, exception));
    }
}
