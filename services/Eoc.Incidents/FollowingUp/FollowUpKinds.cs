namespace Eoc.Incidents.FollowingUp;

/// <summary>The durable names of what streams owe each other.</summary>
internal static class FollowUpKinds
{
    public const string AttachCall = "call.attach";
    public const string ListCall = "incident.list-call";
    public const string ListAssignment = "incident.list-assignment";
    public const string CheckPending = "incident.check-pending";
}
