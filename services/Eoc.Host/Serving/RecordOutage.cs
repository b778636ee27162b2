using Eoc.Journal;

namespace Eoc.Host.Serving;

/// <summary>The record, or the silo that reads it, does not answer. Commands have an edge of their own, which asks again by itself.</summary>
internal static class RecordOutage
{
    public const string Words = "The record does not answer: ask again.";

    public static bool Is(Exception failure) => failure is JournalUnavailableException or OrleansException or TimeoutException;
}
