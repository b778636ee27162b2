import { mostUnits } from '../commanding/command';
import { isProblem } from '../commanding/line';
import { inMiles, nearest, recommend, type Near } from '../commanding/recommending';
import { findIncident, shortNumber, wordsFor, type World } from '../commanding/world';
import type { Incident } from '../picture/entities';

/** How many of the nearest are told where no run card says whom to send. */
const mostNear = 5;

/** The line that sends whom the run card asks for, and what to say of it; without a line the words say why there is none and what to do. */
export function recommending(verb: string, incident: Incident, world: World): { line: string; words: string } {
  const found = recommend(incident, world);
  if (found === undefined) return { line: '', words: `No run card for ${incident.type}, priority ${incident.priority}. Name units; the nearest free: ${named(nearest(incident, world).slice(0, mostNear)) || 'none'}.` };
  if (!found.isPlaced) return { line: '', words: `${shortNumber(incident)} is not on the map (yet): who is near is not known. Enter it again in a moment, or name the units.` };
  const lacking = found.lacking.length === 0 ? '' : ` Nobody free for: ${found.lacking.join(', ')}.`;
  if (found.units.length === 0) return { line: '', words: lacking === '' ? `All that the run card ${found.card.name} asks for is sent. Name others to send more.` : `Run card ${found.card.name}.${lacking} Ask a neighbour, or name others.` };
  const units = found.units.slice(0, mostUnits);
  const word = wordsFor(world);
  const line = `${verb} ${units.map(({ unit }) => word(unit)).join(' ')} > ${numberFor(incident, world)}`;
  return { line, words: `Run card ${found.card.name}: ${named(units)}.${lacking} Enter sends them.` };
}

const named = (units: readonly Near[]) => units.map(({ unit, miles }) => `${unit.callSign} ${inMiles(miles)}`.trim()).join(', ');

/** Its running number, or the whole number where two have the same. */
const numberFor = (incident: Incident, world: World) => (isProblem(findIncident(shortNumber(incident), world)) ? incident.number : shortNumber(incident));
