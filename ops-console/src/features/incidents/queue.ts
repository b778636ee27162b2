import type { Assignment, Incident } from '../../picture/entities';
import type { Mirror } from '../../picture/mirror';
import { isOpen } from '../../commanding/world';
import { AssignmentOutcome, IncidentStatus } from '../../picture/wire';

/** A row of the incident queue. */
export interface QueueRow {
  incident: Incident;
  /** Assignments that have not ended. */
  assignments: Assignment[];
  /** Nobody is on it and nobody has dealt with it: somebody must be sent. */
  isUnassigned: boolean;
  /** Whoever was sent is clear: what is left is to close it. */
  isServed: boolean;
}

export interface Queue {
  rows: QueueRow[];
  unassigned: number;
  /** Unassigned, priority 1. */
  critical: number;
  /** When the oldest of those was opened; 0 when there is none. */
  oldestCritical: number;
}

/**
 * Open incidents: those that wait for units before those with units, and those whose units are all clear below; the more urgent before the less, the longest
 * waiting first. So the oldest unassigned critical one is on top. Kept as they change: of thousands only what changed is looked at again.
 */
export class IncidentRows {
  readonly #rows = new Map<string, QueueRow>();
  #queue: Queue = { rows: [], unassigned: 0, critical: 0, oldestCritical: 0 };

  #isStale = false;
  /** Whether any row's place may have changed; else only what stands in it. */
  #isMoved = false;

  get queue() {
    if (this.#isStale) this.#queue = this.#order();
    this.#isStale = this.#isMoved = false;
    return this.#queue;
  }

  refresh(mirror: Mirror, touched: ReadonlySet<string>) {
    for (const id of touched) {
      const incident = mirror.incidents.get(id);
      const before = this.#rows.get(id);
      const after = incident !== undefined && isOpen(incident) ? rowOf(incident, mirror) : undefined;
      if (before === undefined && after === undefined) continue;
      if (after !== undefined) this.#rows.set(id, after);
      else this.#rows.delete(id);
      this.#isStale = true;
      this.#isMoved ||= before === undefined || after === undefined || inQueue(before, after) !== 0;
    }
  }

  #order(): Queue {
    const rows = this.#isMoved ? [...this.#rows.values()].sort(inQueue) : this.#queue.rows.map((row) => this.#rows.get(row.incident.id)!);
    const unassigned = rows.findIndex((row) => !row.isUnassigned);
    const critical = rows.findIndex((row) => !row.isUnassigned || row.incident.priority !== 1);
    const count = (at: number) => (at < 0 ? rows.length : at);
    return { rows, unassigned: count(unassigned), critical: count(critical), oldestCritical: count(critical) > 0 ? rows[0]!.incident.openedAt : 0 };
  }
}

const inQueue = (a: QueueRow, b: QueueRow) => Number(b.isUnassigned) - Number(a.isUnassigned) || Number(a.isServed) - Number(b.isServed) || a.incident.priority - b.incident.priority || a.incident.openedAt - b.incident.openedAt;

function rowOf(incident: Incident, mirror: Mirror): QueueRow {
  const assignments = mirror.openAssignmentsOf(incident.id).sort((a, b) => b.step - a.step || a.since - b.since);
  return { incident, assignments, isUnassigned: waits(incident, mirror), isServed: isServed(incident, mirror) };
}

/** Whether somebody must be sent: nobody is on it, and nobody was there and said clear. One that was reopened waits again. */
export const waits = (incident: Incident, mirror: Mirror) => mirror.openAssignmentsOf(incident.id).length === 0 && !isServed(incident, mirror);

/** Whether everybody who was sent is clear and nobody else was sent: it can be closed. */
export function isServed(incident: Incident, mirror: Mirror) {
  const assignments = mirror.assignmentsOf(incident.id);
  const isOver = assignments.every(({ outcome }) => outcome !== AssignmentOutcome.UNSPECIFIED) && assignments.some(({ outcome }) => outcome === AssignmentOutcome.CLEARED);
  return isOver && !incident.statuses.includes(IncidentStatus.RE_OPENED);
}

/** Rows in the order in which they stood when somebody laid hands on the list; newcomers below. A row must not move away under a pointer. */
export function inOrder(rows: readonly QueueRow[], order: readonly string[] | undefined): readonly QueueRow[] {
  if (order === undefined) return rows;
  const place = new Map(order.map((id, at) => [id, at]));
  return [...rows].sort((a, b) => (place.get(a.incident.id) ?? order.length) - (place.get(b.incident.id) ?? order.length));
}

/** How long an incident may wait for its first unit, by priority, in seconds: watch, late. Beyond, the server itself says overdue. */
const ladder: Record<number, readonly [number, number]> = { 1: [60, 120], 2: [180, 300], 3: [600, 900] };

/** How its wait is to be seen; the words stand beside the time, so that colour is not alone. */
export function waitOf(row: QueueRow, now: number): '' | 'watch' | 'late' {
  if (!row.isUnassigned) return '';
  if (row.incident.pendingOverdue) return 'late';
  const seconds = (now - row.incident.openedAt) / 1000;
  const [watch, late] = ladder[row.incident.priority] ?? ladder[3]!;
  if (seconds >= late) return 'late';
  return seconds >= watch ? 'watch' : '';
}
