import type { Incident } from '../../picture/entities';
import type { Commands } from '../../rpc/commands';
import { byWhom, isChange, type Entry } from './wording';

/** What of an incident a command may be about to overwrite. */
export type Held = Pick<Incident, 'id' | 'type' | 'place' | 'priority' | 'title'> & { isClosed: boolean };

export const heldOf = ({ id, type, place, priority, title, closedAt }: Incident): Held => ({ id, type, place, priority, title, isClosed: closedAt !== 0 });

/** What became different, in words; empty when nothing did. */
export function differences(before: Held, now: Held): string[] {
  const words: string[] = [];
  if (before.priority !== now.priority) words.push(`priority ${before.priority} → ${now.priority}`);
  if (before.type !== now.type) words.push(`type ${before.type} → ${now.type}`);
  if (before.place !== now.place) words.push(`place ${before.place || 'none'} → ${now.place || 'none'}`);
  if (before.title !== now.title) words.push(`title “${now.title}”`);
  if (before.isClosed !== now.isClosed) words.push(now.isClosed ? 'closed' : 'reopened');
  return words;
}

/** Those of others that changed what stands about an incident, after an entry; the newest first. */
export const changesByOthers = (entries: readonly Entry[], own: string, after: number): readonly Entry[] =>
  entries.slice(after).filter((entry) => entry.isChange && entry.by !== '' && entry.by !== own).reverse();

/** Who last changed what stands about an incident; empty when it was this person, or the record does not answer. */
export async function lastChanger(commands: Commands, incident: string, own: string): Promise<string> {
  const { clients, options, realm } = commands.reading;
  let by = '';
  try {
    for (let after = '', more = true; more; ) {
      const page = await clients.incidents.getTimeline({ realm, incident, after }, options);
      by = page.entries.findLast(isChange)?.actor ?? by;
      more = page.more && page.entries.length > 0;
      after = page.entries.at(-1)?.entry ?? after;
    }
  } catch {
    return '';
  }
  return byWhom(by) === own ? '' : byWhom(by);
}
