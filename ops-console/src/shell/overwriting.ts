import { understand, type Command } from '../commanding/command';
import { isProblem } from '../commanding/line';
import { shortNumber } from '../commanding/world';
import { differences, heldOf, lastChanger, type Held } from '../features/timeline/changes';
import type { Incident } from '../picture/entities';
import type { Desk } from './desk.svelte';

/** A command of one's own takes so long to come back by the picture, in milliseconds: what changes until then is one's own doing. */
const echo = 5_000;

type Overwriter = Extract<Command, { kind: 'dispatch' | 'prioritise' | 'close' }>;

const incidentOf = (command: Command): Incident | undefined => (isOverwriter(command) ? command.incident : undefined);

const isOverwriter = (command: Command): command is Overwriter => command.kind === 'dispatch' || command.kind === 'prioritise' || command.kind === 'close';

/** Nobody waits with units because of a word: to a dispatch it matters only that the incident was closed. */
const against = (command: Command, before: Held, now: Held) => (command.kind !== 'dispatch' ? differences(before, now) : !before.isClosed && now.isClosed ? ['closed'] : []);

/** Guards a command that was typed over what somebody else has changed meanwhile: it is held once, its text stays, and entered again it goes. */
export class Overwriting {
  #seen: Held | undefined;
  readonly #sentAt = new Map<string, number>();

  constructor(private readonly desk: Desk) {}

  /** Remembers what stood there when the incident was first named. */
  typed(line: string) {
    if (line.trim() === '') return void (this.#seen = undefined);
    const command = understand(line, this.desk.world);
    const incident = isProblem(command) ? undefined : incidentOf(command);
    if (incident !== undefined && incident.id !== this.#seen?.id) this.#seen = heldOf(incident);
  }

  /** What was changed under this command, and by whom, in words; empty when it may go. */
  async check(command: Command): Promise<string> {
    const incident = incidentOf(command);
    const [before, now] = [this.#seen, incident && heldOf(incident)];
    this.#seen = now;
    if (incident === undefined || now === undefined) return '';
    const isOwn = this.desk.steady - (this.#sentAt.get(incident.id) ?? -Infinity) < echo;
    const words = before?.id === now.id && !isOwn ? against(command, before, now) : [];
    if (words.length === 0) return this.#sent(incident.id);
    const by = await lastChanger(this.desk.commands, incident.id, this.desk.session.account);
    return `${shortNumber(incident)} was changed${by === '' ? '' : ` by ${by}`} while you typed: ${words.join(', ')}. Nothing was sent; enter it again to send it all the same.`;
  }

  #sent(incident: string): '' {
    this.#sentAt.set(incident, this.desk.steady);
    this.#seen = undefined;
    return '';
  }
}
