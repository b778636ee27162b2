import type { Agency, Incident, Unit } from '../picture/entities';
import { IncidentStatus } from '../picture/wire';
import type { Problem } from './line';
import type { Resources } from './recommending';

/** What a command line can speak of: the picture as it is now, and who speaks. */
export interface World {
  incidents: ReadonlyMap<string, Incident>;
  units: ReadonlyMap<string, Unit>;
  agencies: ReadonlyMap<string, Agency>;
  /** The incident shown, to which a command goes that names none. */
  shown: Incident | undefined;
  /** The speaker's agency. */
  agency: string;
  /** Who is at an incident, on the way, or was there and is clear, by the units' ids: what they were sent for has been met. */
  sentTo: (incident: string) => readonly string[];
  resources: Resources;
}

export const isOpen = (incident: Incident) => incident.closedAt === 0 && !incident.statuses.includes(IncidentStatus.CLOSED);

/** What people say: `1042` of `cfd-2026-001042`. */
export const shortNumber = (incident: Pick<Incident, 'number'>) => incident.number.replace(/^.*-0*(?=\d)/, '');

export const series = (incident: Incident) => incident.number.replace(/-\d{4}-\d+$/, '');

/** What names a unit in a line: its call sign as one word, or agency/unit where that names two. */
export function wordsFor({ units }: World): (unit: Unit) => string {
  const signs = new Map<string, number>();
  for (const { callSign } of units.values()) signs.set(plain(callSign), (signs.get(plain(callSign)) ?? 0) + 1);
  return (unit) => (signs.get(plain(unit.callSign)) === 1 ? unit.callSign.replaceAll(' ', '') : unit.id);
}

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9/]/g, '');

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** E2 before E12. */
export const natural = (a: string, b: string) => collator.compare(a, b);

/** A unit by its call sign, or by agency/unit where two have the same. */
export function findUnit(word: string, world: World): Unit | Problem {
  const wanted = plain(word);
  const found = [...world.units.values()].filter((unit) => plain(unit.callSign) === wanted || unit.id === word.toLowerCase());
  if (found.length === 1) return found[0]!;
  if (found.length === 0) return { problem: `There is no unit “${word}”. Choose from the board.` };
  return { problem: `“${word}” could be ${found.map((unit) => unit.id).join(' or ')}. Write it so.` };
}

/** An incident by its running number, open ones first, or by series and number where two have the same. */
export function findIncident(word: string, world: World): Incident | Problem {
  const wanted = word.toLowerCase();
  const matches = [...world.incidents.values()].filter((incident) => isNamed(incident, wanted));
  const open = matches.filter(isOpen);
  const found = open.length > 0 ? open : matches;
  if (found.length === 1) return found[0]!;
  if (found.length === 0) return { problem: `There is no incident ${word}. Choose from the queue.` };
  return { problem: `${word} could be ${found.map((incident) => `${series(incident)}-${shortNumber(incident)}`).join(' or ')}. Write it so.` };
}

function isNamed(incident: Incident, wanted: string) {
  const short = shortNumber(incident);
  return wanted === short || wanted === `${series(incident)}-${short}` || wanted === incident.number.toLowerCase();
}
