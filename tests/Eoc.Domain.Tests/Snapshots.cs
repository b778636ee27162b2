using System.Text.Json;
using Eoc.Contracts.Events;

namespace Eoc.Domain.Tests;

/// <summary>A snapshot is the state as JSON; a state read from one must decide as the state did.</summary>
internal static class Snapshots
{
    public static void AssertSame<TState>(TState state)
        where TState : class
    {
        var written = JsonSerializer.SerializeToUtf8Bytes(state, WireJson.Options);
        var read = JsonSerializer.Deserialize<TState>(written, WireJson.Options);

        Assert.Equivalent(state, read, strict: true);
        Assert.Equal(written, JsonSerializer.SerializeToUtf8Bytes(read, WireJson.Options));
    }
}
