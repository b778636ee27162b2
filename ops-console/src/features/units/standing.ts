import type { Assignment, Incident, Unit } from '../../picture/entities';
import type { Mirror } from '../../picture/mirror';
import { Look, lookOf, looks, stepShown, type Shown } from '../../picture/looks';
import { AssignmentStep } from '../../picture/wire';

export { stepShown, type Shown } from '../../picture/looks';

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
  const look = lookOf(unit, active);
  const stacked = unit.stacked.length;
  const shown = looks[look]!;
  if (active !== undefined) return { unit, shown, since: active.since, incident: mirror.incidents.get(active.incident), stacked, group: 'assigned' };
  if (look === Look.COMMITTED) return { unit, shown, since: unit.primarySince, incident: undefined, stacked, group: 'assigned' };
  // Why it cannot be sent says more than that it cannot.
  const said = look === Look.AVAILABLE || unit.duty.reason === '' ? shown : { ...shown, word: unit.duty.reason };
  return { unit, shown: said, since: unit.duty.since || unit.primarySince, incident: undefined, stacked, group: look === Look.OUT ? 'out' : 'free' };
}

/** When an assignment reached a step; 0 if it did not. */
export const reached = (assignment: Assignment, step: AssignmentStep) => assignment.steps.find((time) => time.step === step)?.at ?? 0;
