namespace Eoc.Contracts.Events;

/// <summary>Where an event time comes from (domain model D1 e).</summary>
public enum OccurredSource
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>Heard on the radio and typed in.</summary>
    Radio = 1,

    /// <summary>Sent by the unit's own terminal.</summary>
    Terminal = 2,

    /// <summary>Derived from the vehicle's position.</summary>
    VehicleLocation = 3,

    /// <summary>Set at the console, now.</summary>
    Dispatcher = 4,

    /// <summary>Entered afterwards, from paper cards.</summary>
    CatchUp = 5,

    /// <summary>Imported from another system's record.</summary>
    Import = 6,

    /// <summary>The system itself: a deadline, a follow-up.</summary>
    System = 7,
}
