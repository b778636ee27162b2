import type { Assignment, Incident, Unit } from '../../picture/entities';
import type { Mirror } from '../../picture/mirror';
import { AssignmentStep, PrimaryStatus } from '../../picture/wire';
import { natural } from '../../commanding/world';

/** A status as it is shown everywhere: a sign, a word and a tone, so that none of them carries the meaning alone. */
export interface Shown {
  sign: string;
  word: string;
  tone: 'free' | 'told' | 'moving' | 'there' | 'beyond' | 'out' | 'held';
}

const steps: Record<AssignmentStep, Shown> = {
  [AssignmentStep.UNSPECIFIED]: { sign: '·', word: 'unknown', tone: 'out' },
  [AssignmentStep.RESERVED]: { sign: '◇', word: 'reserved', tone: 'held' },
  [AssignmentStep.ASSIGNED]: { sign: '◇', word: 'assigned', tone: 'held' },
  // The crew has not said that it heard: a state to be seen, not the absence of one.
  [AssignmentStep.DISPATCHED]: { sign: '?', word: 'dispatched', tone: 'told' },
  [AssignmentStep.ACKNOWLEDGED]: { sign: '✓', word: 'acknowledged', tone: 'told' },
  [AssignmentStep.EN_ROUTE]: { sign: '→', word: 'en route', tone: 'moving' },
  [AssignmentStep.STAGING]: { sign: '=', word: 'staging', tone: 'moving' },
  [AssignmentStep.ON_SCENE]: { sign: '■', word: 'on scene', tone: 'there' },
  [AssignmentStep.AT_PATIENT]: { sign: '+', word: 'at patient', tone: 'there' },
  [AssignmentStep.TRANSPORTING]: { sign: '»', word: 'transporting', tone: 'beyond' },
  [AssignmentStep.AT_HOSPITAL]: { sign: 'H', word: 'at hospital', tone: 'beyond' },
};

export const stepShown = (step: AssignmentStep): Shown => steps[step] ?? steps[AssignmentStep.UNSPECIFIED];

export const stepWord = (step: AssignmentStep) => stepShown(step).word;

/** The wire's name of a step (`EnRoute`) in words. */
export function stepWordOf(name: string): string {
  const key = name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase() as keyof typeof AssignmentStep;
  return AssignmentStep[key] === undefined ? name : stepWord(AssignmentStep[key]);
}

/** A row of the unit board. */
export interface UnitRow {
  unit: Unit;
  shown: Shown;
  /** Since when, event time; 0 when nobody said. */
  since: number;
  incident: Incident | undefined;
  /** How many more wait for it. */
  stacked: number;
  group: Group;
}

export type Group = 'free' | 'assigned' | 'out';

export function standingOf(unit: Unit, mirror: Mirror): UnitRow {
  const active = mirror.activeAssignment(unit);
  const stacked = unit.stacked.length;
  if (active !== undefined) return { unit, shown: stepShown(active.step), since: active.since, incident: mirror.incidents.get(active.incident), stacked, group: 'assigned' };
  // It serves something, but what that is only others may know.
  if (unit.active !== '') return { unit, shown: { sign: '●', word: 'committed', tone: 'held' }, since: unit.primarySince, incident: undefined, stacked, group: 'assigned' };
  return { unit, ...primary(unit), since: unit.duty.since || unit.primarySince, incident: undefined, stacked };
}

function primary(unit: Unit): { shown: Shown; group: Group } {
  switch (unit.primary) {
    case PrimaryStatus.AVAILABLE:
      return { shown: { sign: '○', word: 'available', tone: 'free' }, group: 'free' };
    case PrimaryStatus.CONDITIONALLY_AVAILABLE:
      return { shown: { sign: '△', word: unit.duty.reason || 'if needed', tone: 'held' }, group: 'free' };
    default:
      return { shown: { sign: '×', word: unit.duty.reason || 'out of service', tone: 'out' }, group: 'out' };
  }
}

/** All units, by agency and call sign. */
export const board = (mirror: Mirror): UnitRow[] =>
  [...mirror.units.values()]
    .sort((a, b) => natural(a.agency, b.agency) || natural(a.callSign, b.callSign))
    .map((unit) => standingOf(unit, mirror));

/** When an assignment reached a step; 0 if it did not. */
export const reached = (assignment: Assignment, step: AssignmentStep) => assignment.steps.find((time) => time.step === step)?.at ?? 0;
