using Eoc.Architecture.Tests.Reading;

namespace Eoc.Architecture.Tests.Banned;

/// <summary>Members that no code of ours uses, each with the reason.</summary>
internal static class BannedApi
{
    /// <summary>Why a use is banned, or null.</summary>
    public static string? Reason(MemberUse use) => (use.Type, use.Member) switch
    {
        ("System.DateTime", "get_Now" or "get_UtcNow" or "get_Today") => "time comes from a TimeProvider or from the realm's clock",
        ("System.DateTimeOffset", "get_Now" or "get_UtcNow") => "time comes from a TimeProvider or from the realm's clock",
        ("System.Guid", "NewGuid") => "ids are ordered by time: CreateVersion7",
        ("System.Threading.Thread", "Sleep") => "blocks a thread of the pool",
        ("System.Threading.Tasks.Task", "Wait" or "WaitAll" or "WaitAny") => "blocks a thread of the pool",
        ("System.Threading.Tasks.Task`1" or "System.Threading.Tasks.ValueTask`1", "get_Result") => "blocks a thread of the pool",
        ("System.Threading.Tasks.Task", "Delay") when !TakesAClock(use) => "waits by the machine's clock: pass a TimeProvider",
        ("System.Threading.PeriodicTimer", ".ctor") when !TakesAClock(use) => "ticks by the machine's clock: pass a TimeProvider",
        _ => null,
    };

    /// <summary>Whether the use leaves the scheduler of the grain it is in.</summary>
    public static bool LeavesTheScheduler(MemberUse use) =>
        use.Member == "ConfigureAwait" && use.Type.StartsWith("System.Threading.Tasks.", StringComparison.Ordinal);

    private static bool TakesAClock(MemberUse use) => use.Parameters.Contains("System.TimeProvider", StringComparison.Ordinal);
}
