using Eoc.Identity.Storing;
using Eoc.ServiceDefaults.Calling;

namespace Eoc.Identity.Auditing;

/// <summary>Who did or tried what, from where, and how it ended. Holds no secret.</summary>
internal readonly record struct AuditNote(string Actor, string Source, string Action, string Subject, string Outcome)
{
    public const string Done = "done";
    public const string Refused = "refused";
    public const string Throttled = "throttled";

    public static string ActorOf(Caller caller) => $"{caller.Realm}/{caller.Account}";

    public static AuditNote DoneBy(Caller caller, string source, string action, string subject) => new(ActorOf(caller), source, action, subject, Done);

    public AuditEntry ToEntry(DateTimeOffset at, int times = 1) =>
        new() { At = at, Actor = Actor, Source = Source, Action = Action, Subject = Subject, Outcome = Outcome, Times = times };
}
