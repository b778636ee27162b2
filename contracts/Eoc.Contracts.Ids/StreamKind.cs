namespace Eoc.Contracts.Ids;

/// <summary>What a stream tells of. The number is not stored; the lower-case name is.</summary>
public enum StreamKind
{
    /// <summary>One contact with the answering point.</summary>
    Call = 1,

    /// <summary>One event in the world.</summary>
    Incident = 2,

    /// <summary>One emergency resource.</summary>
    Unit = 3,

    /// <summary>One agency and whom it lets use its units.</summary>
    Agency = 4,

    /// <summary>The realm itself: its zone, its clock.</summary>
    Realm = 5,
}
