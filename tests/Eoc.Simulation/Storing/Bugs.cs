namespace Eoc.Simulation;

/// <summary>Bugs that a run can be given, so that it is known to see them.</summary>
[Flags]
public enum Bugs
{
    None = 0,

    /// <summary>The store does not compare the version an append was decided on.</summary>
    NoFence = 1,

    /// <summary>The store does not compare command ids.</summary>
    NoDedup = 2,

    /// <summary>The store answers before what it wrote is on the disk.</summary>
    AnswersBeforeSync = 4,

    /// <summary>The store forgets what is owed to other streams.</summary>
    LosesFollowUps = 8,

    /// <summary>A picture applies what it hears as it hears it.</summary>
    IgnoresVersions = 16,

    /// <summary>The store writes something else than what was hashed.</summary>
    AltersEntries = 32,

    /// <summary>A dispatcher's unit is sent without asking what it does already.</summary>
    NoRule = 64,

    /// <summary>A console of the room gets what its labels do not cover.</summary>
    ShowsEverything = 128,

    /// <summary>After a crash the store keeps a transaction of which only a part was on the disk.</summary>
    KeepsTornTransactions = 256,

    /// <summary>A service keeps its versions elsewhere than what it makes of the facts: when the power goes it loses only one of the two.</summary>
    VersionsOutliveEffects = 512,

    /// <summary>A driven clock is moved on before what is due by then has fired.</summary>
    HurriesTheClock = 1024,
}
