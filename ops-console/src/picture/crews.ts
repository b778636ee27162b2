/** The outline of a symbol: which trade a unit is of. */
export type Outline = 'square' | 'shield' | 'round' | 'hexagon';

/** What kind of unit a symbol stands for: its outline tells the trade, its letters the kind. */
export interface Crew {
  outline: Outline;
  letters: string;
}

// The words are those of the field; what no row names is drawn as a unit of no known kind.
const rows: readonly (readonly [pattern: RegExp, outline: Outline, letters: string])[] = [
  [/LAWENFORCEMENT|SWAT|BOMB|RANGER|TRANSITOFFICER/, 'shield', 'P'],
  [/ENGINE|PUMPER/, 'square', 'E'],
  [/LADDER|TRUCK CO|TOWER|AERIAL|^TRUCK$/, 'square', 'T'],
  [/SQUAD|RESCUE/, 'square', 'SQ'],
  [/CHIEF|BATTALION|COMMAND|DISTRICT/, 'square', 'C'],
  [/HAZ/, 'square', 'HZ'],
  [/BOAT|MARINE/, 'square', 'B'],
  [/FIRE/, 'square', 'F'],
  [/AMBULANCE|MEDIC|ALS|BLS|EMS|PARAMEDIC/, 'round', 'A'],
  [/HOSPITAL|HEALTH|CLINIC|INVESTIGATOR/, 'round', 'H'],
  [/TRAFFIC|AIDE|TOW/, 'hexagon', 'TR'],
  [/PATROL|BEAT|POLICE|SERGEANT|TACT|WAGON|K-?9|CANINE|SWAT|DETECTIVE/, 'shield', 'P'],
  [/TRANSIT|BUS|RAIL/, 'hexagon', 'CT'],
  [/MAINTENANCE|REPAIR/, 'hexagon', 'M'],
  [/COMMUNICATION|COMMSUPPORT|MOBILESUPPORT/, 'hexagon', 'CM'],
  [/WATER|SEWER/, 'hexagon', 'W'],
  [/ELECTR|POWER|LINE/, 'hexagon', 'EL'],
  [/GAS/, 'hexagon', 'G'],
  [/PLOW|PLOUGH|STREET|SANITATION|SALT|FORESTRY|DUMP|LOADER/, 'hexagon', 'S'],
  [/VOLUNTEER|CERT|SHELTER|CROSS/, 'hexagon', 'V'],
];

/** The crews by their number; 0 is no known kind. */
export const crews: readonly Crew[] = [{ outline: 'hexagon', letters: '' }, ...rows.map(([, outline, letters]) => ({ outline, letters }))];

const known = new Map<string, number>();

/** The number of the crew that a unit's kind means. */
export function crewOf(unitKind: string): number {
  let crew = known.get(unitKind);
  if (crew === undefined) known.set(unitKind, (crew = rows.findIndex(([pattern]) => pattern.test(unitKind.toUpperCase())) + 1));
  return crew;
}
