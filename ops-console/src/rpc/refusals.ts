// Every refusal's words, in one place. Each says what is the matter and what to do about it. English first; another language is another catalogue.

/** What the words need to know of the world: names for ids, local times, and how long ago something was. */
export interface Naming {
  unit: (id: string) => string;
  incident: (id: string) => string;
  agency: (id: string) => string;
  /** A time of the wire (ISO 8601) as people of the realm read it. */
  time: (iso: string) => string;
  step: (name: string) => string;
}

type Arguments = Readonly<Record<string, string>>;
type Words = (given: Arguments, name: Naming) => string;

const what: Record<string, string> = { Incident: 'incident', Unit: 'unit', Call: 'call', Agency: 'agency', Realm: 'realm' };
const thing = (given: Arguments) => what[given['what'] ?? ''] ?? 'thing';
const list = (text: string | undefined, name: (id: string) => string) => (text ?? '').split(/[,\s]+/).filter(Boolean).map(name).join(', ');
const sentence = (...parts: (string | false | undefined)[]) => parts.filter(Boolean).join(' ');

const catalogue: Record<string, Words> = {
  'already-committed': (given, name) =>
    sentence(
      `${name.unit(given['unit'] ?? '')} already serves`,
      given['incident'] ? name.incident(given['incident']) : 'another incident',
      given['by'] && `for ${name.agency(given['by'])}`,
      given['actor'] && `(sent by ${given['actor']})`,
      given['since'] && `since ${name.time(given['since'])}`,
    ) + '. Send it next with DS, take it away with DD and r:reason, or choose another unit.',
  'not-available': (given, name) =>
    sentence(
      `${name.unit(given['unit'] ?? '')} cannot be sent:`,
      given['reason'] || 'not available',
      given['by'] && `(${given['by']}`.concat(given['since'] ? `, since ${name.time(given['since'])})` : ')'),
      given['until'] && `until ${name.time(given['until'])}`,
    ) + '. Choose another unit, or have it put in service with AV.',
  'already-exists': (given) => `This ${thing(given)} exists already. Nothing was changed.`,
  'not-found': (given) => `There is no such ${thing(given)} here. Check the number and choose from the list.`,
  'incident-closed': (given, name) => `${name.incident(given['incident'] ?? '')} is closed. Open a new incident, or have it reopened.`,
  'assignment-id-taken': () => 'This assignment exists already. Enter the command again.',
  'audience-not-held': (given) => `You do not hold the audience “${given['audience'] ?? ''}”. Choose one of your own.`,
  'call-belongs-elsewhere': (given, name) => `The call belongs to ${given['incident'] ? name.incident(given['incident']) : 'another incident'}. Detach it there first.`,
  'clock-not-driven': () => 'This realm’s clock runs by itself and cannot be moved.',
  'disposition-missing': (given, name) =>
    `No disposition yet from ${list(given['agencies'], name.agency)}. Close with ${(given['agencies'] ?? '').split(/[,\s]+/).filter(Boolean).map((agency) => `d.${agency}:…`).join(' ')}`,
  'event-time-ahead': (given, name) => `The time given (${name.time(given['occurred-at'] ?? '')}) is ahead of the clock (${name.time(given['now'] ?? '')}). Give a time that has been.`,
  'no-such-assignment': (given, name) => `${name.unit(given['unit'] ?? '')} serves no incident. Dispatch it first: D ${name.unit(given['unit'] ?? '')} > incident.`,
  'not-participating': (given, name) => `${name.agency(given['agency'] ?? '')} takes no part in this incident and needs no disposition. Leave it out.`,
  'reason-missing': () => 'A reason is needed: add r:why at the end.',
  'step-backwards': (given, name) => `It is ${name.step(given['current'] ?? '')} already; ${name.step(given['asked'] ?? '')} would be a step back. If the step was wrong, write a note.`,
  'too-large': () => 'This is too long to be kept in one entry. Shorten it, or split it in two.',
  'units-still-assigned': (given, name) => `${list(given['units'], name.unit)} still serve this incident. Clear them first: CL ${list(given['units'], name.unit).replaceAll(',', '')}`,
  'command-expired': () => 'This command is too old, or this computer’s clock is wrong. Check the clock and enter it again.',
  'command-id-reused': () => 'This command was changed after it was sent. Enter it again.',
  'command-withdrawn': () => 'This was refused before. Enter it again.',
  'outcome-unknown': () => 'Nobody knows yet whether this took effect. Look at the board before you enter it again.',
  'start-link-used': () => 'This start link has been used; each opens once. Start the host again for a new one, or sign in.',
  'start-link-expired': () => 'This start link is too old; each lasts 15 minutes. Start the host again for a new one, or sign in.',
  'start-link-not-loopback': () => 'A start link opens only on the machine that the host runs on. Open it there, or sign in with an account.',
  'start-link-unknown': () => 'This start link is not known here: the host has printed a newer one since, or the link is not whole. Copy the last line it printed.',
  'password-wrong': () => 'The password is wrong. Nothing was changed.',
  'code-wrong': () => 'The code is wrong or was used before. Wait for the next one and enter that.',
  'nothing-to-confirm': () => 'There is no new authenticator to confirm. Begin again.',
  'no-such-account': () => 'There is no such account any more.',
  'account-name-taken': () => 'An account of this name exists already in this realm. Choose another name.',
  'account-id-taken': () => 'This account was made before with other details. Begin again.',
  'administrators-live-only': () => 'Administrators live in the realm live only.',
  'realm-unknown': () => 'This realm has not been opened. Ask the administrator.',
};

/** Codes that have words here. */
export const knownCodes = () => Object.keys(catalogue);

/** A refusal in words that name the remedy. A code of a newer server is shown as it came. */
export function wordsFor(code: string, given: Arguments, name: Naming): string {
  return catalogue[code]?.(given, name) ?? `Refused (${[code, ...Object.entries(given).map(([key, value]) => `${key}: ${value}`)].join('; ')}). Nothing was changed.`;
}

/** The words of a refusal that names nothing of the picture. */
export const wordsOfCode = (code: string) => wordsFor(code, {}, { unit: String, incident: String, agency: String, time: String, step: String });
