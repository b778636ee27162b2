import type { Assignment, Incident } from '../../picture/entities';
import type { Mirror } from '../../picture/mirror';
import { isOpen } from '../../commanding/world';

/** A row of the incident queue. */
export interface QueueRow {
  incident: Incident;
  /** Assignments that have not ended. */
  assignments: Assignment[];
  isUnassigned: boolean;
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
 * Open incidents: without units before with units, the more urgent before the less, the longest waiting first. So the oldest unassigned critical one is on
 * top. Kept as they change: of thousands only what changed is looked at again.
 */
export class IncidentRows {
  readonly #rows = new Map<string, QueueRow>();
  #queue: Queue = { rows: [], unassigned: 0, critical: 0, oldestCritical: 0 };

  get queue() {
    return this.#queue;
  }

  refresh(mirror: Mirror, touched: ReadonlySet<string>) {
    let isChanged = false;
    for (const id of touched) {
      const incident = mirror.incidents.get(id);
      if (incident !== undefined && isOpen(incident)) this.#rows.set(id, rowOf(incident, mirror)), (isChanged = true);
      else if (this.#rows.delete(id)) isChanged = true;
    }
    if (isChanged) this.#queue = this.#order();
  }

  #order(): Queue {
    const rows = [...this.#rows.values()].sort((a, b) => Number(b.isUnassigned) - Number(a.isUnassigned) || a.incident.priority - b.incident.priority || a.incident.openedAt - b.incident.openedAt);
    const unassigned = rows.findIndex((row) => !row.isUnassigned);
    const critical = rows.findIndex((row) => !row.isUnassigned || row.incident.priority !== 1);
    const count = (at: number) => (at < 0 ? rows.length : at);
    return { rows, unassigned: count(unassigned), critical: count(critical), oldestCritical: count(critical) > 0 ? rows[0]!.incident.openedAt : 0 };
  }
}

function rowOf(incident: Incident, mirror: Mirror): QueueRow {
  const assignments = mirror.openAssignmentsOf(incident.id).sort((a, b) => b.step - a.step || a.since - b.since);
  return { incident, assignments, isUnassigned: assignments.length === 0 };
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
