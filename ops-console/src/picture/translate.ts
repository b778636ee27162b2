import type { Timestamp } from '@bufbuild/protobuf/wkt';
import type { UnitView, IncidentView, NoteView, AssignmentView, Upsert } from '../gen/eoc/v1/picture_pb';
import type { Assignment, Entity, Incident, Kind, Note, Unit } from './entities';
import { EntityKind, PrimaryStatus } from './wire';

/** Unix milliseconds; 0 for none. */
export const millis = (time: Timestamp | undefined) => (time === undefined ? 0 : Number(time.seconds) * 1000 + Math.trunc(time.nanos / 1e6));

const kinds: Partial<Record<EntityKind, Kind>> = {
  [EntityKind.REALM]: 'realm',
  [EntityKind.AGENCY]: 'agency',
  [EntityKind.UNIT]: 'unit',
  [EntityKind.INCIDENT]: 'incident',
  [EntityKind.NOTE]: 'note',
  [EntityKind.ASSIGNMENT]: 'assignment',
  [EntityKind.ANOMALY]: 'anomaly',
  [EntityKind.CALL]: 'call',
  [EntityKind.CALLER]: 'caller',
  [EntityKind.ATTACHMENT]: 'attachment',
};

/** The page's word for a wire kind; undefined for one that a newer server knows and this page does not. */
export const kindOf = (kind: EntityKind): Kind | undefined => kinds[kind];

/** What the page keeps of an upsert; undefined for a view this page does not know. */
export function translate(upsert: Upsert): Entity | undefined {
  const { id, view } = upsert;
  switch (view.case) {
    case 'realm':
      return { kind: 'realm', id, realmKind: view.value.kind, title: view.value.title, timeZone: view.value.timeZone, clock: view.value.clock, rate: view.value.rate };
    case 'agency':
      return { kind: 'agency', id, name: view.value.name, discipline: view.value.discipline, mayDispatch: view.value.mayDispatch };
    case 'unit':
      return unit(id, view.value);
    case 'incident':
      return incident(id, view.value);
    case 'note':
      return note(id, view.value);
    case 'assignment':
      return assignment(id, view.value);
    case 'anomaly':
      return { kind: 'anomaly', id, incident: view.value.incident, anomaly: view.value.kind, unit: view.value.unit, at: millis(view.value.at) };
    case 'call': {
      const { channel, place, narrative, takenBy, agency } = view.value;
      return { kind: 'call', id, channel, place, narrative, takenBy, agency, takenAt: millis(view.value.takenAt) };
    }
    case 'caller':
      return { kind: 'caller', id, callbackNumber: view.value.callbackNumber, name: view.value.name };
    case 'attachment':
      return { kind: 'attachment', id, call: view.value.call, incident: view.value.incident, since: millis(view.value.since) };
    default:
      return undefined;
  }
}

function unit(id: string, view: UnitView): Unit {
  const duty = view.duty;
  return {
    kind: 'unit',
    id,
    agency: view.agency,
    callSign: view.callSign,
    unitKind: view.kind,
    station: view.station,
    primary: view.primary,
    primarySince: millis(view.primarySince),
    duty: { status: duty?.status ?? PrimaryStatus.UNSPECIFIED, reason: duty?.reason ?? '', by: duty?.by ?? '', since: millis(duty?.since), until: millis(duty?.until) },
    active: view.activeAssignment,
    stacked: view.stackedAssignments,
  };
}

function incident(id: string, view: IncidentView): Incident {
  const { number, type, priority, priorityReason, title, place, statuses, openedBy, openedByAgency, pendingOverdue, reopenReason } = view;
  return {
    kind: 'incident',
    id,
    number,
    type,
    priority,
    priorityReason,
    title,
    place,
    position: view.position ? { latitude: view.position.latitude, longitude: view.position.longitude } : null,
    statuses,
    openedAt: millis(view.openedAt),
    updatedAt: millis(view.updatedAt),
    closedAt: millis(view.closedAt),
    openedBy,
    openedByAgency,
    dispositions: view.dispositions.map(({ agency, disposition }) => ({ agency, disposition })),
    pendingOverdue,
    reopenReason,
  };
}

function note(id: string, view: NoteView): Note {
  const { incident, text, urgent, actor, agency } = view;
  return { kind: 'note', id, incident, text, urgent, actor, agency, occurredAt: millis(view.occurredAt), recordedAt: millis(view.recordedAt) };
}

function assignment(id: string, view: AssignmentView): Assignment {
  const { unit, incident, by, step, outcome, endUnknown, reason } = view;
  return {
    kind: 'assignment',
    id,
    unit,
    incident,
    by,
    step,
    since: millis(view.since),
    steps: view.steps.map((reached) => ({ step: reached.step, at: millis(reached.at) })),
    outcome,
    endedAt: millis(view.endedAt),
    endUnknown,
    reason,
  };
}
