import type { Incident, Unit } from '../picture/entities';
import { IfCommitted, type AssignmentStep, type PrimaryStatus } from '../picture/wire';
import { isProblem, looksLikeIncident, readLine, type Line, type Problem } from './line';
import { findIncident, findUnit, type World } from './world';

/** A line understood: everything it names is known. */
export type Command =
  | { kind: 'dispatch'; units: Unit[]; incident: Incident; ifCommitted: IfCommitted; reason: string; then: AssignmentStep | undefined }
  | { kind: 'recommend'; verb: string; incident: Incident }
  | { kind: 'advance'; units: Unit[]; step: AssignmentStep }
  | { kind: 'clear'; units: Unit[]; disposition: string }
  | { kind: 'cancel'; units: Unit[]; reason: string }
  | { kind: 'duty'; units: Unit[]; status: PrimaryStatus; reason: string }
  | { kind: 'note'; incident: Incident; text: string; urgent: boolean }
  | { kind: 'prioritise'; incident: Incident; priority: number; reason: string }
  | { kind: 'close'; incident: Incident; dispositions: { agency: string; disposition: string }[] }
  | { kind: 'why'; unit: Unit }
  | { kind: 'show'; incident: Incident }
  | { kind: 'centre'; unit: Unit | undefined; incident: Incident | undefined }
  | { kind: 'follow'; unit: Unit | undefined }
  | { kind: 'new'; type: string; place: string; priority: number }
  | { kind: 'help' };

/** At most so many units in one line. */
export const mostUnits = 10;

/** Understands a line against the picture as it is. */
export function understand(text: string, world: World): Command | Problem {
  const line = readLine(text);
  if (isProblem(line)) return line;
  switch (line.verb.shape) {
    case 'units>incident':
      return dispatch(line, world);
    case 'units':
      return forUnits(line, world);
    case 'unit':
      return one(line, world);
    case 'incident text':
      return note(line, world);
    case 'incident priority':
      return prioritise(line, world);
    case 'incident':
      return forIncident(line, world);
    case 'type@place':
      return open(line);
    case 'unit or incident':
      return look(line, world);
    case 'nothing':
      return { kind: 'help' };
  }
}

function dispatch(line: Line, world: World): Command | Problem {
  const incident = incidentOr(line.target, line, world);
  if (line.words.length === 0 && !isProblem(incident) && line.verb.dispatch!.ifCommitted === IfCommitted.REFUSE) return { kind: 'recommend', verb: line.verb.word, incident };
  const units = allUnits(line, world);
  if (isProblem(units)) return units;
  if (isProblem(incident)) return incident;
  const { ifCommitted, then } = line.verb.dispatch!;
  return { kind: 'dispatch', units, incident, ifCommitted, then, reason: line.tags.get('r') ?? '' };
}

function forUnits(line: Line, world: World): Command | Problem {
  const units = allUnits(line, world);
  if (isProblem(units)) return units;
  const reason = line.tags.get('r') ?? '';
  if (line.verb.step !== undefined) return { kind: 'advance', units, step: line.verb.step };
  if (line.verb.duty !== undefined) return { kind: 'duty', units, status: line.verb.duty, reason };
  return line.verb.word === 'CL' ? { kind: 'clear', units, disposition: line.tags.get('d') ?? '' } : { kind: 'cancel', units, reason };
}

function one(line: Line, world: World): Command | Problem {
  const unit = findUnit(line.words[0] ?? '', world);
  return isProblem(unit) ? unit : { kind: 'why', unit };
}

function note(line: Line, world: World): Command | Problem {
  const named = line.words[0] !== undefined && looksLikeIncident(line.words[0]);
  const incident = incidentOr(named ? line.words[0] : undefined, line, world);
  if (isProblem(incident)) return incident;
  const text = named ? line.rest.slice(line.words[0]!.length).trim() : line.rest;
  return text === '' ? { problem: `What is the note? For example: ${line.verb.example}` } : { kind: 'note', incident, text, urgent: line.verb.word === 'N!' };
}

function prioritise(line: Line, world: World): Command | Problem {
  const [first, second] = line.words;
  const incident = incidentOr(second === undefined ? undefined : first, line, world);
  if (isProblem(incident)) return incident;
  const priority = Number(second ?? first);
  if (![1, 2, 3].includes(priority)) return { problem: `Priority is 1, 2 or 3. For example: ${line.verb.example}` };
  return { kind: 'prioritise', incident, priority, reason: line.tags.get('r') ?? '' };
}

function forIncident(line: Line, world: World): Command | Problem {
  const incident = incidentOr(line.words[0], line, world);
  if (isProblem(incident)) return incident;
  if (line.verb.word === 'S') return { kind: 'show', incident };
  const dispositions = [...line.tags].map(([tag, disposition]) => ({ agency: tag.includes('.') ? tag.slice(tag.indexOf('.') + 1) : world.agency, disposition }));
  return { kind: 'close', incident, dispositions };
}

function look(line: Line, world: World): Command | Problem {
  const [word] = line.words;
  const isFollowing = line.verb.word === 'MF';
  if (word === undefined) return isFollowing ? { kind: 'follow', unit: undefined } : { kind: 'centre', unit: undefined, incident: undefined };
  const unit = findUnit(word, world);
  if (!isProblem(unit)) return isFollowing ? { kind: 'follow', unit } : { kind: 'centre', unit, incident: undefined };
  if (isFollowing || !looksLikeIncident(word)) return unit;
  const incident = findIncident(word, world);
  return isProblem(incident) ? incident : { kind: 'centre', unit: undefined, incident };
}

function open(line: Line): Command | Problem {
  const priority = line.tags.has('p') ? Number(line.tags.get('p')) : 2;
  if (![1, 2, 3].includes(priority)) return { problem: 'Priority is 1 immediate, 2 rapid or 3 routine: p:1' };
  return { kind: 'new', type: line.words.join(' '), place: line.target ?? '', priority };
}

function allUnits(line: Line, world: World): Unit[] | Problem {
  if (line.words.length === 0) return { problem: `Which unit? For example: ${line.verb.example}` };
  if (line.words.length > mostUnits) return { problem: `At most ${mostUnits} units in one line.` };
  const units = new Map<string, Unit>();
  for (const word of line.words) {
    const unit = findUnit(word, world);
    if (isProblem(unit)) return unit;
    units.set(unit.id, unit);
  }
  return [...units.values()];
}

function incidentOr(word: string | undefined, line: Line, world: World): Incident | Problem {
  if (word !== undefined && word !== '') return findIncident(word, world);
  return world.shown ?? { problem: `Which incident? For example: ${line.verb.example}` };
}
