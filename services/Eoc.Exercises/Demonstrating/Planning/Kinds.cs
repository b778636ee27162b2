using System.Collections.Immutable;
using Eoc.Contracts.Rpc.V1;

namespace Eoc.Exercises.Demonstrating.Planning;

/// <summary>What happens in any big city. The shares follow what such centres publish: most calls are for police and for the sick, few are fires.</summary>
internal static class Kinds
{
    private static readonly Need Ambulance = new(1, Discipline.EmergencyMedical, ["Ambulance"]);
    private static readonly Need Engine = new(1, Discipline.Fire, ["Engine"]);
    private static readonly Need Truck = new(1, Discipline.Fire, ["Ladder", "Truck"]);
    private static readonly Need Chief = new(1, Discipline.Fire, ["Command", "Chief"]);
    private static readonly Need Patrol = new(1, Discipline.Police, ["Patrol"]);

    /// <summary>All of them.</summary>
    public static ImmutableArray<OccurrenceKind> All { get; } = [.. Medical(), .. Fire(), .. Police(), .. Streets()];

    /// <summary>The kind of an incident that somebody else opened; null when its type says nothing to us.</summary>
    public static OccurrenceKind? Find(string type) => All.FirstOrDefault(kind => string.Equals(kind.Type, type, StringComparison.OrdinalIgnoreCase));

    /// <summary>One of them, by its weight.</summary>
    public static OccurrenceKind Draw(double chance)
    {
        var left = chance * All.Sum(kind => kind.Weight);
        return All.FirstOrDefault(kind => (left -= kind.Weight) < 0) ?? All[^1];
    }

    private static IEnumerable<OccurrenceKind> Medical() =>
    [
        new("SICK PERSON", "SICK", 14)
        {
            Priorities = [2, 2, 3], Needs = [Ambulance], Scene = (8, 15), Transport = 0.65,
            Titles = ["Weak and dizzy", "High fever", "Vomiting since last night", "Feels faint, lives alone"],
            Words = ["My mother cannot stand up, she is very weak.", "He has a fever and is confused.", "She says the room is turning."],
            Reports = ["Patient alert, vitals taken."], Dispositions = ["Treated and transported", "Treated, refused transport"],
        },
        new("DIFFICULTY BREATHING", "RESP", 9)
        {
            Priorities = [1, 1, 2], Needs = [Ambulance, Engine], Scene = (10, 16), Transport = 0.85,
            Titles = ["Short of breath", "Asthma, inhaler empty", "Cannot speak in full sentences"],
            Words = ["He cannot get any air.", "It is her asthma, the inhaler does nothing."],
            Reports = ["Patient on oxygen, improving."], Dispositions = ["Treated and transported"],
        },
        new("CARDIAC ARREST", "CARDIAC", 2)
        {
            Priorities = [1], Needs = [Ambulance, Engine, Chief], Scene = (14, 22), Transport = 0.8, MoreCallers = 1,
            Titles = ["Not breathing, CPR in progress", "Collapsed, no pulse"],
            Words = ["He just fell over and is not breathing. We are doing CPR.", "A man is lying in the lobby, somebody is pressing his chest."],
            Reports = ["CPR taken over by crew.", "Shock delivered, pulse back."], Dispositions = ["Treated and transported"],
        },
        new("FALL", "FALL", 7)
        {
            Priorities = [2, 3, 3], Needs = [Ambulance], Scene = (8, 14), Transport = 0.6,
            Titles = ["Fell on stairs", "Elderly person on the floor", "Hip pain after a fall"],
            Words = ["My neighbour fell and cannot get up.", "She slipped on the steps and hurt her hip."], Dispositions = ["Treated and transported", "Lift assist only"],
        },
    ];

    private static IEnumerable<OccurrenceKind> Fire() =>
    [
        new("FIRE ALARM", "ALRF", 5)
        {
            Priorities = [2, 3], Needs = [Engine, Truck], Scene = (6, 12),
            Titles = ["Panel shows smoke, third floor", "Pull station, lobby", "Water flow alarm"], Words = ["Alarm company reports a smoke detector."],
            Reports = ["Nothing showing, investigating."], Dispositions = ["False alarm", "Burnt food, no fire"],
        },
        new("STRUCTURE FIRE", "FSTRU", 2)
        {
            Priorities = [1], Needs = [Engine with { Count = 3 }, Truck with { Count = 2 }, Chief, Ambulance, Patrol], Scene = (24, 45), MoreCallers = 4,
            Titles = ["Smoke from second floor", "Flames from a rear porch", "Fire in a garage, spreading"],
            Words = ["There is smoke coming out of the windows!", "The back porch is burning.", "I can see flames from across the street.", "People are on the balcony."],
            Reports = ["Three-storey ordinary, smoke showing from the second floor.", "Water on the fire.", "Primary search complete, all clear.", "Fire under control."],
            Dispositions = ["Fire extinguished"], Liaison = (Discipline.Utility, "Gas and electric shut off at the building; crew stays until released."),
        },
        new("GAS ODOR", "ODOR", 2)
        {
            Priorities = [2], Needs = [Engine, new(1, Discipline.Utility, ["Gas", "Maintenance"])], Scene = (12, 24),
            Titles = ["Smell of gas in basement", "Odor of gas in hallway"], Words = ["The whole stairwell smells of gas."],
            Reports = ["Meter reads gas at the boiler, ventilating."], Dispositions = ["Leak isolated", "No gas found"],
            Liaison = (Discipline.Utility, "Gas crew on the way; do not ring door bells."),
        },
    ];

    private static IEnumerable<OccurrenceKind> Police() =>
    [
        new("DISTURBANCE", "DISORD", 11)
        {
            Priorities = [2, 3, 3], Needs = [Patrol], Scene = (6, 15), Titles = ["Loud argument in the street", "Neighbours shouting", "Refuses to leave the shop"],
            Words = ["They have been shouting for twenty minutes.", "He will not leave and is getting louder."], Dispositions = ["Peace restored", "Gone on arrival"],
        },
        new("SUSPICIOUS PERSON", "SUSP", 8)
        {
            Priorities = [3], Needs = [Patrol], Scene = (5, 10), Titles = ["Looking into parked cars", "Trying doors in the alley"],
            Words = ["Somebody is trying the doors of all the cars."], Dispositions = ["Checked, no cause", "Gone on arrival"],
        },
        new("BURGLARY ALARM", "ALRB", 8)
        {
            Priorities = [3], Needs = [Patrol], Scene = (5, 9), Titles = ["Rear door contact", "Motion in the sales room"], Words = ["Alarm company: motion inside, no answer at the premises."],
            Dispositions = ["False alarm", "Premises secure"],
        },
        new("BATTERY IN PROGRESS", "ASSAULT", 4)
        {
            Priorities = [1], Needs = [Patrol with { Count = 2 }, Ambulance], Scene = (12, 22), Transport = 0.4, MoreCallers = 1,
            Titles = ["Two men fighting", "Group on the corner, one down"], Words = ["They are beating him, please hurry.", "There is a fight at the corner, one is on the ground."],
            Reports = ["One detained, scene safe for the ambulance."], Dispositions = ["Report taken, one in custody", "Report taken"],
        },
        new("ASSIST UNDERCOVER OFFICER", "ASSIST", 1)
        {
            Priorities = [2], Needs = [Patrol with { Count = 2 }], Scene = (12, 20), Restricted = true, Titles = ["Plain-clothes unit asks for a marked car"],
            Words = ["Radio: marked car to the named place, no lights."], Dispositions = ["Assistance rendered"],
        },
    ];

    private static IEnumerable<OccurrenceKind> Streets() =>
    [
        new("VEHICLE ACCIDENT", "MVAINJY", 9)
        {
            Priorities = [2, 2, 1], Needs = [Patrol, Ambulance, new(1, Discipline.Traffic, ["Traffic"])], Scene = (12, 24), Transport = 0.4, MoreCallers = 2,
            Titles = ["Two cars, one lane blocked", "Car into a pole", "Cyclist struck, conscious"],
            Words = ["Two cars have crashed, one is smoking a little.", "There has been an accident, somebody is holding her neck.", "A cyclist is on the ground."],
            Reports = ["Right lane blocked, tow asked for."], Dispositions = ["Report taken", "Lanes reopened"],
            Liaison = (Discipline.Transit, "Two bus lines go round by the next street until the lanes are open."),
        },
        new("WATER MAIN BREAK", "PUBWKS", 1)
        {
            Priorities = [3, 2], Needs = [new(1, Discipline.PublicWorks, ["Water", "Maintenance"]), new(1, Discipline.Traffic, [])], Scene = (25, 40),
            Titles = ["Water coming up through the pavement"], Words = ["The street is flooding, it comes up between the stones."],
            Reports = ["Valve found, shutting the section."], Dispositions = ["Section shut, repair ordered"],
            Liaison = (Discipline.PublicWorks, "Repair crew called out; section shut within the half hour."),
        },
        new("TREE DOWN", "TREE", 2)
        {
            Priorities = [3], Needs = [new(1, Discipline.PublicWorks, ["Forestry", "Maintenance"])], Scene = (14, 25), Titles = ["Branch across the roadway", "Tree on a parked car"],
            Words = ["A big branch is across the street."], Dispositions = ["Roadway cleared"],
        },
        new("WIRES DOWN", "WIRES", 1)
        {
            Priorities = [2], Needs = [Engine, new(1, Discipline.Utility, ["Line", "Maintenance"])], Scene = (14, 28), Titles = ["Wire on the pavement, arcing"],
            Words = ["A wire is hanging down and it sparks."], Reports = ["Area taped off, waiting for the electric crew."], Dispositions = ["Line made safe"],
            Liaison = (Discipline.Utility, "Line is still live until we call it dead; keep everybody back."),
        },
    ];
}
