/** What an incident is drawn as: a symbol of MIL-STD-2525C, emergency management, named by its code. */
export interface IncidentKind {
  name: string;
  /** Letter code with `F` for friend; the frame is left off. */
  code: string;
  pattern: RegExp;
}

// In this order: the first pattern that fits the words of the type.
const rows: readonly (readonly [name: string, code: string, pattern: RegExp])[] = [
  ['crime', 'EFI-B-----*****', /BURGLAR|ROBBER|HOLD-?UP|PANIC ALARM/],
  ['smoke', 'EFI-CF----*****', /SMOKE|ODOR|ODOUR/],
  ['gas', 'EFI-DE----*****', /\bGAS\b/],
  ['hazmat', 'EFI-D-----*****', /HAZ|CHEMICAL|SPILL|FUEL/],
  ['fire', 'EFI-C-----*****', /FIRE|ALARM|BURN/],
  ['explosion', 'EFI-BC----*****', /EXPLO|BOMB/],
  ['shooting', 'EFI-BF----*****', /SHOT|SHOOT|GUN|WEAPON/],
  ['accident', 'EFI-HA----*****', /ACCIDENT|CRASH|COLLISION|TRAFFIC|VEHICLE|PEDESTRIAN STRUCK|EXTRICATION/],
  ['water', 'EFN-BC----*****', /WATER|FLOOD|MAIN BREAK/],
  ['crime', 'EFI-B-----*****', /THEFT|BURGLAR|ROBBER|ASSAULT|BATTERY|CRIM|DOMESTIC|SUSPICIOUS|DISTURBANCE|TRESPASS|FIGHT/],
  ['crowd', 'EFI-A-----*****', /CROWD|PROTEST|CIVIL|DEMONSTRATION/],
  ['medical', 'EFO-A-----*****', /MEDICAL|CARDIAC|SICK|PERSON|INJUR|BREATH|STROKE|FALL|OVERDOSE|UNCONSCIOUS|BIRTH|CHEST|PATIENT|SEIZURE|BLEED/],
];

/** The last is what is drawn when no pattern fits: emergency operation. */
export const incidentKinds: readonly IncidentKind[] = [...rows.map(([name, code, pattern]) => ({ name, code, pattern })), { name: 'other', code: 'EFO-B-----*****', pattern: /^/ }];

/** Which of them an incident's type is; its place in the list. */
export const incidentKindOf = (type: string) => incidentKinds.findIndex(({ pattern }) => pattern.test(type.toUpperCase()));
