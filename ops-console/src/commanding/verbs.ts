import { AssignmentStep, IfCommitted, PrimaryStatus } from '../picture/wire';

/** What follows a verb. */
export type Shape = 'units>incident' | 'units' | 'unit' | 'incident' | 'incident text' | 'incident priority' | 'type@place' | 'unit or incident' | 'nothing';

/** A word of the command line. */
export interface Verb {
  word: string;
  shape: Shape;
  /** The tags it takes, such as `r` for a reason. */
  tags: readonly string[];
  example: string;
  says: string;
  dispatch?: { ifCommitted: IfCommitted; then?: AssignmentStep };
  step?: AssignmentStep;
  duty?: PrimaryStatus;
}

const step = (word: string, to: AssignmentStep, says: string): Verb => ({ word, shape: 'units', tags: [], example: `${word} E12 T4`, says, step: to });

export const verbs: readonly Verb[] = [
  { word: 'D', shape: 'units>incident', tags: ['r'], example: 'D E12 T4 > 1042', says: 'Dispatch units. Without > they go to the incident shown; without units the run card names them.', dispatch: { ifCommitted: IfCommitted.REFUSE } },
  { word: 'DE', shape: 'units>incident', tags: ['r'], example: 'DE E12 > 1042', says: 'Dispatch, already en route.', dispatch: { ifCommitted: IfCommitted.REFUSE, then: AssignmentStep.EN_ROUTE } },
  { word: 'DO', shape: 'units>incident', tags: ['r'], example: 'DO E12 > 1042', says: 'Dispatch, already on scene.', dispatch: { ifCommitted: IfCommitted.REFUSE, then: AssignmentStep.ON_SCENE } },
  { word: 'DS', shape: 'units>incident', tags: ['r'], example: 'DS E12 > 1042', says: 'Dispatch next, after what it does now.', dispatch: { ifCommitted: IfCommitted.STACK } },
  { word: 'DD', shape: 'units>incident', tags: ['r'], example: 'DD E12 > 1042 r:life at risk', says: 'Divert from what it does now; needs a reason.', dispatch: { ifCommitted: IfCommitted.DIVERT } },
  step('AK', AssignmentStep.ACKNOWLEDGED, 'Crew acknowledged.'),
  step('EN', AssignmentStep.EN_ROUTE, 'En route.'),
  step('ST', AssignmentStep.STAGING, 'Staging.'),
  step('OS', AssignmentStep.ON_SCENE, 'On scene.'),
  step('PT', AssignmentStep.AT_PATIENT, 'At patient.'),
  step('TR', AssignmentStep.TRANSPORTING, 'Transporting.'),
  step('AH', AssignmentStep.AT_HOSPITAL, 'At hospital.'),
  { word: 'CL', shape: 'units', tags: ['d'], example: 'CL E12 d:14', says: 'Clear; d: records the agency’s disposition too.' },
  { word: 'X', shape: 'units', tags: ['r'], example: 'X E12 r:not needed', says: 'Call the unit off.' },
  { word: 'AV', shape: 'units', tags: ['r'], example: 'AV E12', says: 'Put in service.', duty: PrimaryStatus.AVAILABLE },
  { word: 'OOS', shape: 'units', tags: ['r'], example: 'OOS E12 r:pump repair', says: 'Out of service; needs a reason.', duty: PrimaryStatus.NOT_AVAILABLE },
  { word: 'W', shape: 'unit', tags: [], example: 'W E12', says: 'Why is it not available: reason, since, by whom, until.' },
  { word: 'N', shape: 'incident text', tags: [], example: 'N 1042 two exposures', says: 'Note. Without a number it goes to the incident shown.' },
  { word: 'N!', shape: 'incident text', tags: [], example: 'N! 1042 mayday', says: 'Urgent note.' },
  { word: 'P', shape: 'incident priority', tags: ['r'], example: 'P 1042 1 r:flames seen', says: 'Priority 1 immediate, 2 rapid, 3 routine; needs a reason.' },
  { word: 'C', shape: 'incident', tags: ['d'], example: 'C 1042 d:extinguished', says: 'Close. d: is your agency’s disposition, d.cpd: that of another.' },
  { word: 'S', shape: 'incident', tags: [], example: 'S 1042 or 1042', says: 'Show an incident.' },
  { word: 'M', shape: 'unit or incident', tags: [], example: 'M E12 or M 1042', says: 'Bring a unit or an incident into the middle of the map; alone, what is shown.' },
  { word: 'MF', shape: 'unit or incident', tags: [], example: 'MF E12', says: 'Follow a unit on the map; alone, stop following.' },
  { word: 'NEW', shape: 'type@place', tags: ['p'], example: 'NEW FIRE @ 1200 N STATE p:1', says: 'New call and incident; alone it opens the form.' },
  { word: '?', shape: 'nothing', tags: [], example: '?', says: 'This help.' },
];

export const verbOf = (word: string): Verb | undefined => verbs.find((verb) => verb.word === word.toUpperCase());
