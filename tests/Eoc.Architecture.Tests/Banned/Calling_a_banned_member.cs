using Eoc.Architecture.Tests.Reading;
using Eoc.Architecture.Tests.Violations;
using Xunit;

namespace Eoc.Architecture.Tests.Banned;

public sealed class Calling_a_banned_member
{
    private static readonly CompiledAssembly Itself = CompiledAssembly.Read(typeof(DispatchManager).Assembly.Location);

    [Fact]
    public void happens_nowhere() =>
        Assert.Empty(CompiledAssembly.Ours.SelectMany(assembly => assembly.Uses).Where(IsWrittenByUs).Where(use => BannedApi.Reason(use) is not null)
            .Select(use => $"{use.From}: {use.Type}.{use.Member}: {BannedApi.Reason(use)}").Distinct());

    [Fact]
    public void leaves_no_grain_without_its_scheduler() =>
        Assert.Empty(CompiledAssembly.Ours.Where(HasGrains).SelectMany(assembly => assembly.Uses).Where(BannedApi.LeavesTheScheduler).Select(use => use.From));

    [Theory]
    [InlineData("LocalClock", "get_UtcNow")]
    [InlineData("LocalClock", "get_Now")]
    [InlineData("RandomId", "NewGuid")]
    [InlineData("Blocking", "Sleep")]
    [InlineData("Blocking", "Wait")]
    [InlineData("Blocking", "get_Result")]
    [InlineData("MoveNext", "Delay")]
    [InlineData("MoveNext", ".ctor")]
    public void is_seen_where_it_is_done_on_purpose(string method, string member) =>
        Assert.Contains(OnPurpose, use => use.From.EndsWith("." + method, StringComparison.Ordinal) && use.Member == member && BannedApi.Reason(use) is not null);

    [Fact]
    public void is_not_confused_with_waiting_by_a_given_clock() =>
        Assert.DoesNotContain(OnPurpose, use => use.From.EndsWith(".WaitingByTheRealmsClock", StringComparison.Ordinal) && BannedApi.Reason(use) is not null);

    [Fact]
    public void includes_leaving_the_scheduler() => Assert.Contains(OnPurpose, BannedApi.LeavesTheScheduler);

    private static IEnumerable<MemberUse> OnPurpose => Itself.Uses.Where(use => use.From.Contains(nameof(DispatchManager), StringComparison.Ordinal));

    private static bool IsWrittenByUs(MemberUse use) => !use.From.StartsWith("OrleansCodeGen.", StringComparison.Ordinal);

    private static bool HasGrains(CompiledAssembly assembly) => assembly.Types.Any(type => type.Base is "Orleans.Grain" or "Orleans.Grain`1");
}
