namespace Eoc.Journal.Victim;

/// <summary>Asks again while the store does not answer, with the same command, as every caller does.</summary>
internal static class Patience
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The first answer there is.</summary>
    public static async Task<T> Ask<T>(Func<ValueTask<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (JournalUnavailableException)
            {
                await Task.Delay(Pause, TimeProvider.System);
            }
        }
    }
}
