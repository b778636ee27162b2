using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Exercises.Demonstrating.Planning;

/// <summary>What a unit drives for.</summary>
internal enum Errand
{
    /// <summary>Back to where it stands between calls.</summary>
    Home,

    /// <summary>Round its streets.</summary>
    Patrol,
    Incident,
    Hospital,
}

/// <summary>A unit and its crew: where they are, and what they do next about what they are assigned to, whoever sent them.</summary>
internal sealed class Crew(GroundUnit unit, Ground ground, Chance chance)
{
    private const double NearMetres = 60;
    private const double PatrolMetres = 1_800;
    private const double NoPlaceMetres = 1_500;

    private readonly string _name = unit.Id.ToString();

    /// <summary>Two of five patrol units are out on their streets, the others stand.</summary>
    private readonly bool _patrols = unit.Discipline == Discipline.Police && chance.Of(unit.Id.ToString(), "patrols") < 0.4;

    private GeoPoint _place = unit.Home;
    private Drive? _drive;
    private Errand _errand = Errand.Home;
    private Guid _errandOf;
    private bool _begun;
    private int _rounds;

    public GroundUnit Unit => unit;

    /// <summary>Where the unit is now.</summary>
    public Fix FixAt(DateTimeOffset now) => _drive?.FixAt(now) ?? new(_place, 0, 0);

    /// <summary>Whether it moves.</summary>
    public bool Moves(DateTimeOffset now) => _drive is { } drive && now < drive.ArrivesAt;

    private string Round => FormattableString.Invariant($"{_rounds}");

    /// <summary>A way was found: it leaves.</summary>
    public void Leave(Drive drive, Errand errand, Guid of) => (_drive, _errand, _errandOf, _rounds) = (drive, errand, of, _rounds + 1);

    /// <summary>Its past was written by others: where it is follows from what it is assigned to.</summary>
    public void Appear() => (_begun, _place, _drive, _errand, _errandOf) = (false, unit.Home, null, Errand.Home, Guid.Empty);

    /// <summary>What it does next; null is nothing yet.</summary>
    /// <param name="active">What it is assigned to.</param>
    /// <param name="about">That incident's place, priority and kind as far as it is known.</param>
    /// <param name="now">The realm's now.</param>
    public Deed? Next(SeenAssignment? active, CrewBrief about, DateTimeOffset now)
    {
        var first = !_begun;
        _begun = true;
        if (active is null) return Idle(now);
        if (first) Appear(active, about);
        return active.View.Step switch
        {
            < AssignmentStep.Acknowledged => Acknowledge(active, now),
            AssignmentStep.Acknowledged => Due(active, now, chance.Between(TurnoutFrom, TurnoutTo, _name, Of(active), "turnout"), AssignmentStep.EnRoute),
            AssignmentStep.EnRoute or AssignmentStep.Staging => Reach(active, Errand.Incident, PlaceOf(active, about), about, AssignmentStep.OnScene, now),
            AssignmentStep.OnScene => Work(active, about, now),
            AssignmentStep.AtPatient => Due(active, now, about.Scene * 0.8, AssignmentStep.Transporting),
            AssignmentStep.Transporting => Reach(active, Errand.Hospital, ground.HospitalFor(PlaceOf(active, about)), about, AssignmentStep.AtHospital, now),
            _ => Clear(active, now, chance.Between(240, 540, _name, Of(active), "handover")),
        };
    }

    private double TurnoutFrom => unit.Discipline is Discipline.Fire or Discipline.EmergencyMedical ? 25 : 6;

    private double TurnoutTo => unit.Discipline switch
    {
        Discipline.Fire or Discipline.EmergencyMedical => 70,
        Discipline.Police => 20,
        _ => 100,
    };

    /// <summary>At the start of a demonstration that is under way already the unit is where its step says.</summary>
    private void Appear(SeenAssignment active, CrewBrief about)
    {
        if (active.View.Step is AssignmentStep.OnScene or AssignmentStep.AtPatient or AssignmentStep.Transporting) _place = PlaceOf(active, about);
        else if (active.View.Step == AssignmentStep.AtHospital) _place = ground.HospitalFor(PlaceOf(active, about));
    }

    private Deed? Acknowledge(SeenAssignment active, DateTimeOffset now)
    {
        if (now < active.Since + chance.Between(4, 22, _name, Of(active), "acknowledging")) return null;
        // Now and then a crew has to say no; the centre then looks for another.
        return chance.Of(_name, Of(active), "able") < 0.015
            ? new EndDeed($"end {active.Assignment:N}", unit.Id, active.Assignment, AssignmentEnd.UnableToDispatch, "Vehicle does not start")
            : Advance(active, AssignmentStep.Acknowledged);
    }

    private Deed? Work(SeenAssignment active, CrewBrief about, DateTimeOffset now)
    {
        // Somebody may have said for them that they are there; they still have to come.
        if (Metres(now, PlaceOf(active, about)) > NearMetres && !(_errandOf == active.Assignment && !Moves(now)))
            return Reach(active, Errand.Incident, PlaceOf(active, about), about, AssignmentStep.OnScene, now);
        return Transports(active, about)
            ? Due(active, now, TimeSpan.FromSeconds(60), AssignmentStep.AtPatient)
            : Clear(active, now, about.Scene);
    }

    private bool Transports(SeenAssignment active, CrewBrief about) =>
        unit.Kind.Contains("AMBULANCE", StringComparison.OrdinalIgnoreCase) && chance.Of(_name, Of(active), "transport") < about.Transport;

    private Deed? Reach(SeenAssignment active, Errand errand, GeoPoint to, CrewBrief about, AssignmentStep arrived, DateTimeOffset now)
    {
        if (_errandOf != active.Assignment || _errand != errand)
            return new WayDeed($"way {active.Assignment:N} {errand}", unit.Id, FixAt(now).At, to, errand, active.Assignment, Earlier(active.Since, now), about.Priority == 1 ? 1.35 : 1.1);
        if (Moves(now)) return null;
        return active.View.Step < arrived ? Advance(active, arrived) : null;
    }

    /// <summary>What was under way before the first tick left when its step began, not when it was first looked at.</summary>
    private static DateTimeOffset Earlier(DateTimeOffset since, DateTimeOffset now) => now - since < TimeSpan.FromSeconds(20) ? now : since;

    private WayDeed? Idle(DateTimeOffset now)
    {
        var roams = _errand is Errand.Home or Errand.Patrol;
        if (roams && Moves(now)) return null;
        if (_patrols) return Patrol(roams, now);
        return _drive is null || _errand == Errand.Home ? null : Way($"home {_name} {Round}", unit.Home, Errand.Home, now, 1);
    }

    private WayDeed? Patrol(bool roams, DateTimeOffset now)
    {
        var stands = chance.Between(20, 150, _name, "stands", Round);
        if (roams && _drive is { } drive && now < drive.ArrivesAt + stands) return null;
        return Way($"patrol {_name} {Round}", Around(unit.Home, PatrolMetres, $"round {Round}"), Errand.Patrol, now, 0.7);
    }

    private WayDeed Way(string key, GeoPoint to, Errand errand, DateTimeOffset now, double haste) => new(key, unit.Id, FixAt(now).At, to, errand, Guid.Empty, now, haste);

    private GeoPoint PlaceOf(SeenAssignment active, CrewBrief about) =>
        about.At ?? Around(unit.Home, NoPlaceMetres, active.Incident.ToString("N"));

    private GeoPoint Around(GeoPoint middle, double metres, string about)
    {
        var (north, east) = (chance.Of(_name, about, "north") * 2 - 1, chance.Of(_name, about, "east") * 2 - 1);
        return new(middle.Latitude + north * metres / 111_320, middle.Longitude + east * metres / (111_320 * Math.Cos(middle.Latitude * Math.PI / 180)));
    }

    private AdvanceDeed? Due(SeenAssignment active, DateTimeOffset now, TimeSpan after, AssignmentStep step) => now < active.Since + after ? null : Advance(active, step);

    private EndDeed? Clear(SeenAssignment active, DateTimeOffset now, TimeSpan after) => now < active.Since + after
        ? null
        : new EndDeed($"end {active.Assignment:N}", unit.Id, active.Assignment, AssignmentEnd.Cleared, string.Empty);

    private AdvanceDeed Advance(SeenAssignment active, AssignmentStep step) => new($"step {active.Assignment:N} {step}", unit.Id, active.Assignment, step);

    private double Metres(DateTimeOffset now, GeoPoint to) => Drive.Metres(FixAt(now).At, to);

    private static string Of(SeenAssignment active) => active.Assignment.ToString("N");
}

/// <summary>What a crew knows of the incident it is sent to.</summary>
/// <param name="At">Where; null when nobody said.</param>
/// <param name="Priority">1 to 3.</param>
/// <param name="Scene">How long it will take there.</param>
/// <param name="Transport">How likely a patient is brought to a hospital.</param>
internal readonly record struct CrewBrief(GeoPoint? At, int Priority, TimeSpan Scene, double Transport);
