using System.Collections.Immutable;
using Eoc.Contracts.Ids;

namespace Eoc.Contracts.Events.Agencies;

/// <summary>What happens to an agency.</summary>
public abstract record AgencyFact : Fact;

/// <summary>The agency takes part in this realm, or its name or discipline changed.</summary>
[FactName("agency.registered")]
public sealed record AgencyRegistered(AgencyId Agency, string Name, Discipline Discipline) : AgencyFact;

/// <summary>Whose dispatchers may send this agency's units without asking each time; the list in full.</summary>
[FactName("agency.consent-changed")]
public sealed record DispatchConsentChanged(ImmutableArray<AgencyId> MayDispatch) : AgencyFact;

/// <summary>What an agency does.</summary>
public enum Discipline
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>The answering point and dispatch centre.</summary>
    EmergencyCommunications = 1,

    /// <summary>Police.</summary>
    Police = 2,

    /// <summary>Fire and rescue.</summary>
    Fire = 3,

    /// <summary>Emergency medical services.</summary>
    EmergencyMedical = 4,

    /// <summary>Traffic management.</summary>
    Traffic = 5,

    /// <summary>Streets, water and other public works.</summary>
    PublicWorks = 6,

    /// <summary>Transit.</summary>
    Transit = 7,

    /// <summary>Health.</summary>
    Health = 8,

    /// <summary>Gas, electricity, telecommunications.</summary>
    Utility = 9,

    /// <summary>Volunteers.</summary>
    Volunteer = 10,
}
