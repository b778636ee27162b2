using Google.Protobuf.WellKnownTypes;

namespace Eoc.ServiceDefaults.Validating;

/// <summary>Times that a clock of ours, of a vehicle or of an imported record can mean.</summary>
internal static class TimeRules
{
    public const string Remedy = "give a time from 1970-01-02 to 2099-12-31, UTC, with nanos from 0 to 999,999,999";

    private const long Earliest = 86_400; // a clock that was never set says 1970-01-01
    private const long Latest = 4_102_444_800; // 2100-01-01
    private const int NanosPerSecond = 1_000_000_000;

    public static bool TryRead(Timestamp value, out DateTimeOffset time)
    {
        var valid = value.Seconds is >= Earliest and < Latest && value.Nanos is >= 0 and < NanosPerSecond;
        time = valid ? value.ToDateTimeOffset() : default;
        return valid;
    }
}
