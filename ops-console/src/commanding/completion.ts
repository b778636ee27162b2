import type { Incident, Unit } from '../picture/entities';
import { PrimaryStatus } from '../picture/wire';
import { kindWords } from '../ui/kinds';
import { inMiles, milesTo, recommend } from './recommending';
import { natural, isOpen, series, shortNumber, wordsFor, type World } from './world';
import { verbOf, verbs, type Verb } from './verbs';

export interface Candidate {
  /** What it puts into the line. */
  text: string;
  hint: string;
}

export interface Completion {
  /** Where the word begins that it replaces. */
  from: number;
  candidates: Candidate[];
}

const mostShown = 9;

/** What could stand where the line ends, from the picture as it is. Only the end of a line is completed. */
export function complete(line: string, world: World): Completion {
  const from = line.search(/[^\s,>]*$/);
  const word = line.slice(from).toLowerCase();
  const before = line.slice(0, from);
  if (before.trim() === '') return { from, candidates: firstWords(word, world) };
  const verb = verbOf(before.trim().split(/\s/)[0]!);
  const candidates = verb === undefined || /\s[a-z](?:\.[a-z0-9-]+)?:/i.test(line) ? [] : inSlot(verb, before, word, world);
  return { from, candidates: candidates.slice(0, mostShown) };
}

function inSlot(verb: Verb, before: string, word: string, world: World): Candidate[] {
  const isFirst = before.trim().split(/\s+/).length === 1;
  switch (verb.shape) {
    case 'units>incident':
      return before.includes('>') ? (/>\s*$/.test(before) ? incidents(word, world) : []) : toSend(word, before, world);
    case 'units':
      return units(word, before, world, (unit) => (verb.duty === undefined ? unit.active !== '' : unit.primary !== verb.duty));
    case 'unit':
      return isFirst ? units(word, before, world, (unit) => unit.primary !== PrimaryStatus.AVAILABLE) : [];
    case 'incident':
    case 'incident text':
    case 'incident priority':
      return isFirst ? incidents(word, world) : [];
    case 'unit or incident':
      return isFirst ? (/^\d/.test(word) ? incidents(word, world) : units(word, before, world, (unit) => unit.active !== '')) : [];
    case 'type@place':
      return isFirst ? types(word, world) : [];
    case 'nothing':
      return [];
  }
}

function firstWords(word: string, world: World): Candidate[] {
  if (word === '') return [];
  if (/^\d/.test(word)) return incidents(word, world).slice(0, mostShown);
  return verbs.filter((verb) => verb.word.toLowerCase().startsWith(word)).map((verb) => ({ text: verb.word, hint: verb.says })).slice(0, mostShown);
}

function units(word: string, before: string, world: World, isLikely: (unit: Unit) => boolean): Candidate[] {
  const found = matching(word, before, world).sort((a, b) => Number(isLikely(b)) - Number(isLikely(a)) || natural(a.callSign, b.callSign));
  return named(found, world, unitHint);
}

/** Who could be sent to the incident shown: what its run card asks for, then the nearest that are free, then the others. */
function toSend(word: string, before: string, world: World): Candidate[] {
  const { shown } = world;
  const found = matching(word, before, world);
  const recommended = shown === undefined ? [] : (recommend(shown, world)?.units ?? []).map(({ unit }) => unit.id);
  const placeOf = new Map(recommended.map((id, at) => [id, at]));
  const isFree = (unit: Unit) => unit.active === '' && unit.primary === PrimaryStatus.AVAILABLE;
  const miles = new Map(found.map((unit) => [unit.id, shown && isFree(unit) ? milesTo(shown, unit, world) : Infinity]));
  const apart = (a: number, b: number) => (a === b ? 0 : a - b);
  found.sort(
    (a, b) =>
      apart(placeOf.get(a.id) ?? Infinity, placeOf.get(b.id) ?? Infinity) || Number(isFree(b)) - Number(isFree(a)) || apart(miles.get(a.id)!, miles.get(b.id)!) || natural(a.callSign, b.callSign),
  );
  return named(found, world, (unit) => [...(isFree(unit) ? [kindWords(unit.unitKind), inMiles(miles.get(unit.id)!)] : []), unitHint(unit), placeOf.has(unit.id) ? 'run card' : ''].filter(Boolean).join(' · '));
}

/** Units whose call sign begins with what was typed; only where there is none, those whose agency and name do. Whoever stands in the line already is left out. */
function matching(word: string, before: string, world: World): Unit[] {
  const taken = new Set(before.toLowerCase().split(/[\s,]+/));
  const wanted = word.replace(/[^a-z0-9]/g, '');
  const others = [...world.units.values()].filter((unit) => !taken.has(unit.callSign.replaceAll(' ', '').toLowerCase()) && !taken.has(unit.id));
  const bySign = word.includes('/') ? [] : others.filter((unit) => unit.callSign.toLowerCase().replace(/[^a-z0-9]/g, '').startsWith(wanted));
  return bySign.length > 0 ? bySign : others.filter((unit) => unit.id.startsWith(word));
}

/** Only what is shown is put into words. */
function named(units: readonly Unit[], world: World, hint: (unit: Unit) => string): Candidate[] {
  const word = wordsFor(world);
  return units.slice(0, mostShown).map((unit) => ({ text: word(unit), hint: hint(unit) }));
}

function unitHint(unit: Unit): string {
  if (unit.active !== '') return `${unit.agency.toUpperCase()} · on an incident`;
  return unit.primary === PrimaryStatus.AVAILABLE ? `${unit.agency.toUpperCase()} · available` : `${unit.agency.toUpperCase()} · ${unit.duty.reason || 'not available'}`;
}

function incidents(word: string, world: World): Candidate[] {
  const open = [...world.incidents.values()].filter(isOpen);
  const numbers = new Map<string, number>();
  for (const incident of open) numbers.set(shortNumber(incident), (numbers.get(shortNumber(incident)) ?? 0) + 1);
  const text = (incident: Incident) => (numbers.get(shortNumber(incident)) === 1 ? shortNumber(incident) : `${series(incident)}-${shortNumber(incident)}`);
  return open
    .filter((incident) => shortNumber(incident).startsWith(word) || text(incident).startsWith(word))
    .sort((a, b) => Number(b.id === world.shown?.id) - Number(a.id === world.shown?.id) || b.openedAt - a.openedAt)
    .map((incident) => ({ text: text(incident), hint: `${incident.type} · ${incident.place}` }));
}

function types(word: string, world: World): Candidate[] {
  const seen = new Set([...world.incidents.values()].map((incident) => incident.type));
  return [...seen].filter((type) => type.toLowerCase().startsWith(word)).sort(natural).map((type) => ({ text: type, hint: 'type in use' }));
}
