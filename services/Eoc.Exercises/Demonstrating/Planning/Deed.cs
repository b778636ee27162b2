using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Exercises.Demonstrating.Planning;

/// <summary>Something to be done through the API. Its key names it: asked for twice, it is done once.</summary>
/// <param name="Key">Names it; the command's id is derived from it.</param>
internal abstract record Deed(string Key)
{
    /// <summary>When it happened, for what was before the demonstration began; null is now.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>A caller's contact is taken; the first opens the incident, the others are attached to it.</summary>
internal sealed record TakeCallDeed(string Key, Case Case, int Caller) : Deed(Key);

/// <summary>The incident is opened from its first call.</summary>
internal sealed record OpenDeed(string Key, Case Case) : Deed(Key);

/// <summary>A unit is sent.</summary>
internal sealed record SendDeed(string Key, Case Case, UnitId Unit, Guid Assignment) : Deed(Key);

/// <summary>A crew says how far it is.</summary>
internal sealed record AdvanceDeed(string Key, UnitId Unit, Guid Assignment, AssignmentStep Step) : Deed(Key);

/// <summary>A crew is done, or cannot come.</summary>
internal sealed record EndDeed(string Key, UnitId Unit, Guid Assignment, AssignmentEnd End, string Reason) : Deed(Key);

/// <summary>A line in the log, from the centre or from an agency's liaison.</summary>
internal sealed record NoteDeed(string Key, Case Case, string Text, bool Urgent, AgencyId? Liaison) : Deed(Key);

/// <summary>The incident is closed.</summary>
internal sealed record CloseDeed(string Key, Case Case, IReadOnlyList<AgencyDisposition> Dispositions) : Deed(Key);

/// <summary>A unit needs a way along streets; <paramref name="Of" /> is the assignment it drives for, if any.</summary>
internal sealed record WayDeed(string Key, UnitId Unit, GeoPoint From, GeoPoint To, Errand Errand, Guid Of, DateTimeOffset Leaves, double Haste) : Deed(Key);
