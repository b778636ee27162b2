using Eoc.Journal.Verifying;
using Eoc.SystemTests.Recording;

namespace Eoc.SystemTests.Running;

/// <summary>What is under test, in either shape.</summary>
internal interface ICentre
{
    /// <summary>The journal as its store has it, past every process.</summary>
    Task<JournalRecord> ReadJournal();

    /// <summary>What <c>eoc verify</c> finds in it, against each process's witness.</summary>
    Task<IReadOnlyList<Finding>> Verify();
}
