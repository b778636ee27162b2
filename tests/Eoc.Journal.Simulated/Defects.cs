namespace Eoc.Journal.Simulated;

/// <summary>What a store could get wrong. A run is given one, so that it is known to see it.</summary>
/// <param name="NoFence">It does not compare the version an append was decided on.</param>
/// <param name="NoDedup">It does not compare command ids.</param>
/// <param name="AnswersBeforeSync">It answers before what it wrote is on the disk.</param>
/// <param name="KeepsTornTransactions">After a crash it keeps what it finds of a transaction whose mark is not there.</param>
/// <param name="LosesFollowUps">It forgets what is owed to other streams.</param>
/// <param name="AltersEntries">It writes something else than what was hashed.</param>
internal sealed record Defects(
    bool NoFence = false, bool NoDedup = false, bool AnswersBeforeSync = false, bool KeepsTornTransactions = false, bool LosesFollowUps = false,
    bool AltersEntries = false)
{
    public static readonly Defects None = new();
}
