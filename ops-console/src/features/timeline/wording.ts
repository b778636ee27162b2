import type { TimelineEntry } from '../../gen/eoc/v1/incidents_pb';
import { millis } from '../../picture/translate';
import { AnomalyKind, AssignmentOutcome } from '../../picture/wire';
import { stepWord } from '../units/standing';

/** A line of an incident's record in words. */
export interface Entry {
  id: string;
  at: number;
  words: string;
  by: string;
  tone: 'note' | 'urgent' | 'unit' | 'plain' | 'warning';
  /** It changed what stands about the incident itself: who has it open should know. */
  isChange: boolean;
}

/** What is used of a fact's JSON; all of it may be missing in a record of another version. */
interface Fact {
  details?: { type?: string; priority?: number; place?: string; title?: string };
  priority?: number;
  reason?: string;
  text?: string;
  urgent?: boolean;
  call?: { attached?: boolean };
  assignment?: { unit?: string; step?: number; end?: number };
  anomaly?: { kind?: number; unit?: string };
  agency?: string;
  disposition?: string;
  dispositions?: { agency?: string; disposition?: string }[];
}

export type Details = NonNullable<Fact['details']>;

type Wording = (fact: Fact, unit: (id: string) => string, before: Details | undefined) => Pick<Entry, 'words' | 'tone'>;

const changing = ['incident.updated', 'incident.prioritised', 'incident.closed', 'incident.reopened', 'incident.disposition-recorded'];

export const isChange = ({ type }: Pick<TimelineEntry, 'type'>) => changing.includes(typeOf(type));

/** A durable name without its version. */
const typeOf = (type: string) => type.replace(/\/\d+$/, '');

const ends: Record<number, string> = {
  [AssignmentOutcome.CLEARED]: 'clear',
  [AssignmentOutcome.CANCELLED_EN_ROUTE]: 'cancelled en route',
  [AssignmentOutcome.ASSIGNMENT_CANCELLED]: 'called off',
  [AssignmentOutcome.UNABLE_TO_DISPATCH]: 'could not be sent',
  [AssignmentOutcome.DIVERTED]: 'diverted to another incident',
};

const contradictions: Record<number, string> = {
  [AnomalyKind.TIME_OUT_OF_ORDER]: 'its times contradict their order',
  [AnomalyKind.OVERLAPPING_ASSIGNMENT]: 'it still served another incident',
  [AnomalyKind.END_UNKNOWN]: 'nobody knows when it ended',
};

const plain = (words: string): Pick<Entry, 'words' | 'tone'> => ({ words, tone: 'plain' });

const wordings: Record<string, Wording> = {
  'incident.opened': ({ details }) => plain(`Opened: ${details?.type ?? ''}, priority ${details?.priority ?? '?'}, ${details?.place ?? 'no place'}`),
  'incident.updated': ({ details }, _unit, before) => plain(changeOf(details ?? {}, before ?? {})),
  'incident.prioritised': ({ priority, reason }) => plain(`Priority ${priority ?? '?'}: ${reason ?? ''}`),
  'incident.noted': ({ text, urgent }) => ({ words: text ?? '', tone: urgent === true ? 'urgent' : 'note' }),
  'incident.call-listed': ({ call }) => plain(call?.attached === false ? 'Call detached' : 'Call attached'),
  'incident.assignment-listed': ({ assignment }, unit) => ({
    words: `${unit(assignment?.unit ?? '')} ${assignment?.end === undefined ? stepWord((assignment?.step ?? 0)) : (ends[assignment.end] ?? 'ended')}`,
    tone: 'unit',
  }),
  'incident.anomaly-flagged': ({ anomaly }, unit) => ({ words: `${unit(anomaly?.unit ?? '')}: ${contradictions[anomaly?.kind ?? 0] ?? 'the record contradicts itself'}`, tone: 'warning' }),
  'incident.disposition-recorded': ({ agency, disposition }) => plain(`Disposition of ${(agency ?? '').toUpperCase()}: ${disposition ?? ''}`),
  'incident.pending-overdue': () => ({ words: 'Overdue: nobody has been sent within the time allowed', tone: 'warning' }),
  'incident.closed': ({ dispositions }) => plain(`Closed. ${(dispositions ?? []).map((one) => `${(one.agency ?? '').toUpperCase()}: ${one.disposition ?? ''}`).join('; ')}`),
  'incident.reopened': ({ reason }) => ({ words: `Reopened: ${reason ?? ''}`, tone: 'warning' }),
};

/** Only what became different; where none of the words did, it was the place on the map. */
function changeOf(now: Details, before: Details): string {
  const changed = ([['type', now.type], ['place', now.place], ['title', now.title]] as const).filter(([name, value]) => value !== undefined && value !== before[name]);
  return changed.length === 0 ? 'Placed on the map' : `Changed to ${changed.map(([, value]) => value).filter(Boolean).join(', ')}`;
}

/** What an entry says of the incident's details, if it does. */
export const detailsOf = (entry: TimelineEntry): Details | undefined => factOf(entry).details;

/** An entry in words; `before` is what stood there until then. One of an unknown type shows its type: the record is never shown shorter than it is. */
export function wordsOf(entry: TimelineEntry, unit: (id: string) => string, before?: Details): Entry {
  const words = wordings[typeOf(entry.type)]?.(factOf(entry), unit, before) ?? plain(entry.type);
  return { id: entry.entry, at: millis(entry.occurredAt), by: byWhom(entry.actor), isChange: isChange(entry), ...words };
}

/** Whose word it is; what follows by itself from somebody's word names nobody. */
export function byWhom(actor: string): string {
  const name = actor.replace(/^[^/]*\//, '');
  return name === 'system' ? '' : name;
}

function factOf(entry: TimelineEntry): Fact {
  try {
    return JSON.parse(entry.fact) as Fact;
  } catch {
    return {};
  }
}
