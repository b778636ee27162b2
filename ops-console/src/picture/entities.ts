// What the page knows of each entity: plain values that cross from the worker to the page. Times are Unix milliseconds, UTC; 0 means none.
import type { AnomalyKind, AssignmentOutcome, AssignmentStep, CallChannel, ClockMode, Discipline, IncidentStatus, PrimaryStatus, RealmKind } from './wire';

export interface Realm {
  kind: 'realm';
  id: string;
  realmKind: RealmKind;
  title: string;
  timeZone: string;
  clock: ClockMode;
  /** Realm seconds per wall second; 0 is paused. */
  rate: number;
}

export interface Agency {
  kind: 'agency';
  id: string;
  name: string;
  discipline: Discipline;
  mayDispatch: string[];
}

export interface Unit {
  kind: 'unit';
  /** agency/unit, such as `cfd/e12`. */
  id: string;
  agency: string;
  callSign: string;
  unitKind: string;
  station: string;
  primary: PrimaryStatus;
  primarySince: number;
  duty: { status: PrimaryStatus; reason: string; by: string; since: number; until: number };
  /** The assignment it serves; empty means none. */
  active: string;
  stacked: string[];
}

export interface Incident {
  kind: 'incident';
  id: string;
  number: string;
  type: string;
  /** 1 immediate, 2 rapid, 3 routine. */
  priority: number;
  priorityReason: string;
  title: string;
  place: string;
  position: { latitude: number; longitude: number } | null;
  statuses: IncidentStatus[];
  openedAt: number;
  updatedAt: number;
  closedAt: number;
  openedBy: string;
  openedByAgency: string;
  dispositions: { agency: string; disposition: string }[];
  pendingOverdue: boolean;
  reopenReason: string;
}

export interface Note {
  kind: 'note';
  id: string;
  incident: string;
  text: string;
  urgent: boolean;
  actor: string;
  agency: string;
  occurredAt: number;
  recordedAt: number;
}

export interface Assignment {
  kind: 'assignment';
  /** `unit:assignment`. */
  id: string;
  unit: string;
  incident: string;
  by: string;
  step: AssignmentStep;
  since: number;
  steps: { step: AssignmentStep; at: number }[];
  outcome: AssignmentOutcome;
  endedAt: number;
  endUnknown: boolean;
  reason: string;
}

export interface Anomaly {
  kind: 'anomaly';
  id: string;
  incident: string;
  anomaly: AnomalyKind;
  unit: string;
  at: number;
}

export interface Call {
  kind: 'call';
  id: string;
  channel: CallChannel;
  place: string;
  narrative: string;
  takenAt: number;
  takenBy: string;
  agency: string;
}

export interface Caller {
  kind: 'caller';
  id: string;
  callbackNumber: string;
  name: string;
}

export interface Attachment {
  kind: 'attachment';
  /** `call:incident`. */
  id: string;
  call: string;
  incident: string;
  since: number;
}

export type Entity = Realm | Agency | Unit | Incident | Note | Assignment | Anomaly | Call | Caller | Attachment;

export type Kind = Entity['kind'];

/** Names an entity across kinds: a call and its caller share an id. */
export const keyOf = (entity: { kind: Kind; id: string }) => `${entity.kind}:${entity.id}`;
