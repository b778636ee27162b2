using Eoc.Contracts.Ids;
using Eoc.Exercises.Replaying.Planning;

namespace Eoc.Exercises.Replaying.Playing;

/// <summary>Where a plan is played and how its things are named: every id follows from realm, row and step, so that playing it again doubles nothing.</summary>
/// <param name="Realm">The realm of its own.</param>
/// <param name="Agency">Whose units and dispatchers they are.</param>
/// <param name="Zone">IANA zone of the history and of the realm.</param>
/// <param name="Title">Names the file and its content; a realm with another title is another replay.</param>
/// <param name="Plan">What is played.</param>
internal sealed record ReplayScript(RealmId Realm, AgencyId Agency, string Zone, string Title, ReplayPlan Plan)
{
    public Guid Call(PlanStep step) => DerivedId.From(Realm.ToString(), step.Row.Row.Call, "call");

    public Guid Incident(PlanStep step) => DerivedId.From(Realm.ToString(), step.Row.Row.Call, "incident");

    public Guid Assignment(PlanStep step) => DerivedId.From(Realm.ToString(), step.Row.Key, "assignment");

    /// <summary>The command of a step.</summary>
    public Guid Command(PlanStep step) => DerivedId.From(Realm.ToString(), step.IsOfCall ? step.Row.Row.Call : step.Row.Key, step.Kind.ToString());

    /// <summary>A command that sets the stage, or anything else made once.</summary>
    public Guid Once(string what) => DerivedId.From(Realm.ToString(), string.Empty, what);

    /// <summary>The unit as the system names it.</summary>
    public string Unit(string slug) => $"{Agency}/{slug}";
}
