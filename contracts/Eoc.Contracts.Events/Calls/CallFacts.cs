using Eoc.Contracts.Ids;

namespace Eoc.Contracts.Events.Calls;

/// <summary>What happens to a call: one contact with the answering point.</summary>
public abstract record CallFact : Fact;

/// <summary>A contact arrived and was answered. The event time is the arrival.</summary>
[FactName("call.taken")]
public sealed record CallTaken(CallId Call, CallDetails Details) : CallFact;

/// <summary>The call belongs to this incident from now on; a call belongs to one at most.</summary>
/// <param name="Call">Which call.</param>
/// <param name="Incident">To which incident.</param>
/// <param name="IncidentAudience">Who may know of the incident, when that is not the room.</param>
[FactName("call.attached")]
public sealed record CallAttached(CallId Call, IncidentId Incident, Audience? IncidentAudience = null) : CallFact;

/// <summary>The call was taken from the incident again; the earlier attachment was an error.</summary>
[FactName("call.detached")]
public sealed record CallDetached(CallId Call, IncidentId Incident) : CallFact;

/// <summary>What the call taker wrote down.</summary>
/// <param name="Channel">How it came in: voice, text, alarm, another system.</param>
/// <param name="CallbackNumber">The number to call back (ANI), or empty.</param>
/// <param name="CallerName">The caller's name as given, or empty.</param>
/// <param name="Place">The place as said or displayed (ALI).</param>
/// <param name="Position">Where that is, when known.</param>
/// <param name="Narrative">The first words.</param>
/// <param name="CallerAudience">Who may know the caller; the call itself is seen by the room.</param>
public sealed record CallDetails(
    CallChannel Channel, string CallbackNumber, string CallerName, string Place, GeoPoint? Position, string Narrative, Audience CallerAudience);

/// <summary>How a call reaches the answering point.</summary>
public enum CallChannel
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>Spoken.</summary>
    Voice = 1,

    /// <summary>Text or real-time text.</summary>
    Text = 2,

    /// <summary>An alarm or sensor.</summary>
    Alarm = 3,

    /// <summary>Another centre's system.</summary>
    Transfer = 4,

    /// <summary>A responder saw it.</summary>
    ResponderInitiated = 5,

    /// <summary>A record of the past, played again.</summary>
    Import = 6,
}
