import type { Assignment, Unit } from './entities';
import { AssignmentStep, PrimaryStatus } from './wire';

/** A status as it is shown everywhere: a sign, a word and a tone, so that none of them carries the meaning alone. */
export interface Shown {
  sign: string;
  word: string;
  tone: Tone;
}

export const tones = ['free', 'told', 'moving', 'there', 'beyond', 'out', 'held'] as const;

export type Tone = (typeof tones)[number];

/** How a unit stands, as a small number: that of its step while it serves something, else one of {@link Look}. */
export const Look = { COMMITTED: 11, AVAILABLE: 12, IF_NEEDED: 13, OUT: 14 } as const;

/** Every way to stand, by its number. */
export const looks: readonly Shown[] = [
  { sign: '·', word: 'unknown', tone: 'out' },
  { sign: '◇', word: 'reserved', tone: 'held' },
  { sign: '◇', word: 'assigned', tone: 'held' },
  // The crew has not said that it heard: a state to be seen, not the absence of one.
  { sign: '?', word: 'dispatched', tone: 'told' },
  { sign: '✓', word: 'acknowledged', tone: 'told' },
  { sign: '→', word: 'en route', tone: 'moving' },
  { sign: '=', word: 'staging', tone: 'moving' },
  { sign: '■', word: 'on scene', tone: 'there' },
  { sign: '+', word: 'at patient', tone: 'there' },
  { sign: '»', word: 'transporting', tone: 'beyond' },
  { sign: 'H', word: 'at hospital', tone: 'beyond' },
  // It serves something, but what that is only others may know.
  { sign: '●', word: 'committed', tone: 'held' },
  { sign: '○', word: 'available', tone: 'free' },
  { sign: '△', word: 'if needed', tone: 'held' },
  { sign: '×', word: 'out of service', tone: 'out' },
];

/** How a step is shown; the steps of a ladder that this page does not know are shown as unknown. */
export const stepShown = (step: AssignmentStep): Shown => looks[numberOf(step)]!;

/** The wire counts steps in tens, so that others fit between. */
const numberOf = (step: AssignmentStep) => (step % 10 === 0 && step <= AssignmentStep.AT_HOSPITAL ? step / 10 : 0);

/** How a unit stands; `active` is the assignment it serves, if this viewer may know it. */
export function lookOf(unit: Unit, active: Assignment | undefined): number {
  if (active !== undefined) return numberOf(active.step);
  if (unit.active !== '') return Look.COMMITTED;
  if (unit.primary === PrimaryStatus.AVAILABLE) return Look.AVAILABLE;
  return unit.primary === PrimaryStatus.CONDITIONALLY_AVAILABLE ? Look.IF_NEEDED : Look.OUT;
}
