using System.Text;
using Eoc.Identity.ConfirmingCodes;

namespace Eoc.Identity.Tests.ConfirmingCodes;

public sealed class A_code
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238 appendix B, SHA-1, the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void is_what_the_standard_says(long seconds, string code) => Assert.Equal(code, TotpCode.At(Key, TotpCode.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void counts_for_clocks_that_differ_by_a_step(int ahead, bool taken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);

        Assert.Equal(taken, TotpCode.Match(Key, TotpCode.At(Key, TotpCode.StepAt(now) + ahead), used: 0, now) is not null);
    }

    [Fact]
    public void of_a_used_step_or_an_earlier_one_is_refused()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = TotpCode.StepAt(now);

        Assert.Null(TotpCode.Match(Key, TotpCode.At(Key, step), used: step, now));
        Assert.Null(TotpCode.Match(Key, TotpCode.At(Key, step - 1), used: step, now));
        Assert.Equal(step + 1, TotpCode.Match(Key, TotpCode.At(Key, step + 1), used: step, now));
    }

    [Fact]
    public void comes_from_the_key_that_was_typed_in() => Assert.Equal(Key, Base32.Decode("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
}
