import type { QueueRow } from '../incidents/queue';
import { waitOf } from '../incidents/queue';

/** What is worth a sound. */
export type Cause = 'lost' | 'pending' | 'call';

/** Something that somebody at this place should know and has not yet acknowledged. */
export interface Alarm {
  /** Names the occasion: what was acknowledged rings no more until it has ended and come again. */
  key: string;
  cause: Cause;
  /** The incident it is about; undefined for the connection. */
  row: QueueRow | undefined;
}

/** An emergency call is new for so long, in milliseconds: what came while nobody was connected is waiting, not new. */
const newFor = 60_000;

export interface Situation {
  /** Unassigned first, as the queue has them. */
  rows: readonly QueueRow[];
  isOffline: boolean;
  /** The realm's time, and that when this person sat down; Unix milliseconds. */
  now: number;
  since: number;
  /** Whether this person sends units: to the others the queue is no alarm. */
  isDispatching: boolean;
  /** The incident that this person has just opened. */
  own: ReadonlySet<string>;
}

/** What rings now, the gravest first. */
export function alarmsOf({ rows, isOffline, now, since, isDispatching, own }: Situation): Alarm[] {
  const alarms: Alarm[] = isOffline ? [{ key: 'lost', cause: 'lost', row: undefined }] : [];
  // Of a picture that stands still nothing new is known.
  if (isOffline || !isDispatching) return alarms;
  const unassigned = rows.slice(0, count(rows));
  alarms.push(...unassigned.filter((row) => waitOf(row, now) === 'late').map((row) => ({ key: `pending ${row.incident.id}`, cause: 'pending' as const, row })));
  const isNew = ({ incident }: QueueRow) => incident.openedAt > since && now - incident.openedAt < newFor && !own.has(incident.id);
  alarms.push(...unassigned.filter(isNew).map((row) => ({ key: `call ${row.incident.id}`, cause: 'call' as const, row })));
  return alarms;
}

function count(rows: readonly QueueRow[]) {
  const first = rows.findIndex((row) => !row.isUnassigned);
  return first < 0 ? rows.length : first;
}

/** How often each rings again until it is acknowledged or over, in milliseconds. A call rings once: it stands in the queue and will be late in time. */
export const again: Record<Cause, number> = { lost: 10_000, pending: 20_000, call: Infinity };
