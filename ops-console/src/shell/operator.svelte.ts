import { understand, type Command } from '../commanding/command';
import { isProblem } from '../commanding/line';
import { stepsOf, type Step } from '../commanding/performing';
import { shortNumber } from '../commanding/world';
import { stepWord, stepWordOf } from '../features/units/standing';
import type { Answer } from '../rpc/commands';
import type { Failure } from '../rpc/failures';
import { wordsFor, type Naming } from '../rpc/refusals';
import type { Incident } from '../picture/entities';
import { timeOfDay } from '../ui/times';
import { recommending } from './recommended';
import type { Desk } from './desk.svelte';
import { Overwriting } from './overwriting';
import { whyNot } from './why';

/** What the answer line says. */
export interface Reply {
  kind: 'accepted' | 'rejected' | 'checking' | 'told';
  words: string;
}

/** What a command asks of the page itself. */
export interface PageActions {
  openForm: (type: string, place: string, priority: number) => void;
  help: () => void;
  show: (incident: string) => void;
  /** Brings what is named into the middle of the map, else what is shown; says false when nobody knows where that is. */
  centre: (unit: string, incident: string) => boolean;
  follow: (unit: string) => boolean;
}

type PageCommand = Extract<Command, { kind: 'why' | 'show' | 'new' | 'help' | 'centre' | 'follow' }>;

const historyLength = 50;

/** Takes lines, sends what they mean and says in one place what came of it. */
export class Operator {
  line = $state('');
  reply = $state.raw<Reply | undefined>();
  /** The line that was refused last: it stays for repair, and what is typed anew may take its place. */
  refused = '';
  /** How many requests nobody has answered yet. */
  pending = $state(0);
  #history: string[] = [];
  #at = 0;
  readonly #overwriting: Overwriting;

  constructor(
    private readonly desk: Desk,
    private readonly page: PageActions,
  ) {
    this.#overwriting = new Overwriting(desk);
  }

  /** Takes note, while a line is typed, of what stands about the incident that it names. */
  typed() {
    this.#overwriting.typed(this.line);
  }

  /** Runs the line; true when it was taken. One that was not stays for repair. */
  async enter(): Promise<boolean> {
    const text = this.line.trim();
    if (text === '') return false;
    const taken = await this.#enter(text);
    this.refused = taken || this.reply?.kind !== 'rejected' ? '' : text;
    return taken;
  }

  async #enter(text: string): Promise<boolean> {
    const command = understand(text, this.desk.world);
    if (isProblem(command)) return this.#say('rejected', command.problem);
    if (command.kind === 'recommend') return this.recommend(command.verb, command.incident);
    if (this.#isOfThePage(command)) return this.#remember(text), this.#onPage(command);
    if (this.desk.freshness.state === 'offline') return this.#say('rejected', 'Offline: nothing was sent. Enter it again when the badge shows a connection.');
    const changed = await this.#overwriting.check(command);
    if (changed !== '') return this.#say('rejected', changed);
    this.line = '';
    const steps = stepsOf(command, (unit) => this.desk.mirror.activeAssignment(unit), stepWord);
    const taken = await this.run(steps, 'incident' in command ? shortNumber(command.incident) : '');
    this.#remember(text);
    // The text comes back for repair, unless the next one has been begun.
    if (!taken && this.line === '') this.line = text;
    return taken;
  }

  /** Writes into the line whom the city's run card would send; entered again it goes. */
  recommend(verb: string, incident: Incident): boolean {
    const { line, words } = recommending(verb, incident, this.desk.world);
    if (line === '') return this.#say('rejected', words);
    this.line = line;
    this.typed();
    this.#say('told', words);
    return false;
  }

  /** Sends steps side by side and says what came of each. */
  async run(steps: Step[], about: string): Promise<boolean> {
    this.pending += steps.length;
    this.reply = { kind: 'checking', words: 'Sending…' };
    const results = await Promise.all(steps.map((step) => this.#runOne(step).finally(() => this.pending--)));
    const taken = results.every((result) => result.taken);
    const words = results.map((result) => result.words).join('  ·  ');
    return this.#say(taken ? 'accepted' : 'rejected', taken && about !== '' ? `${about}: ${words}` : words);
  }

  /** Up and down through what was entered before. */
  recall(by: -1 | 1) {
    this.#at = Math.min(Math.max(this.#at + by, 0), this.#history.length);
    this.line = this.#history[this.#at] ?? '';
  }

  say(kind: Reply['kind'], words: string) {
    this.reply = { kind, words };
  }

  /** A refusal or failure in words. */
  words(answer: Exclude<Answer, { kind: 'accepted' }>): string {
    return answer.kind === 'refused' ? wordsFor(answer.code, answer.arguments, this.naming) : failureWords(answer.failure);
  }

  readonly naming: Naming = {
    unit: (id) => this.desk.mirror.units.get(id)?.callSign ?? id,
    incident: (id) => {
      const incident = this.desk.mirror.incidents.get(id);
      return incident === undefined ? 'another incident' : `${shortNumber(incident)} ${incident.type}`;
    },
    agency: (id) => this.desk.mirror.agencies.get(id)?.name ?? id.toUpperCase(),
    time: (iso) => timeOfDay(Date.parse(iso), this.desk.zone),
    step: stepWordOf,
  };

  async #runOne(step: Step): Promise<{ taken: boolean; words: string }> {
    const name = step.about === '' ? '' : `${step.about} `;
    const answer = await this.desk.commands.send(step.send, () => this.#say('checking', `${name}checking: no answer yet, asking again. It will not be done twice.`));
    if (answer.kind !== 'accepted') return { taken: false, words: this.#rejection(name, answer) };
    if (step.then === undefined) return { taken: true, words: `${name}${step.done}` };
    const next = await this.#runOne(step.then);
    return { taken: next.taken, words: `${name}${step.done}, ${next.words}` };
  }

  #rejection(name: string, answer: Exclude<Answer, { kind: 'accepted' }>) {
    const words = this.words(answer);
    return name !== '' && !words.startsWith(name.trim()) ? `${name.trim()}: ${words}` : words;
  }

  #isOfThePage(command: Command): command is PageCommand {
    return ['why', 'show', 'new', 'help', 'centre', 'follow'].includes(command.kind);
  }

  #onPage(command: PageCommand): boolean {
    this.line = '';
    if (command.kind === 'help') this.page.help();
    else if (command.kind === 'show') this.#show(command.incident);
    else if (command.kind === 'new') this.page.openForm(command.type, command.place, command.priority);
    else if (command.kind === 'centre' || command.kind === 'follow') this.#onMap(command);
    else this.#say('told', whyNot(command.unit, this.desk, this.naming));
    return true;
  }

  #show(incident: Incident) {
    this.page.show(incident.id);
    this.#say('told', `${shortNumber(incident)} ${incident.type} shown`);
  }

  #onMap(command: Extract<Command, { kind: 'centre' | 'follow' }>) {
    const name = command.unit?.callSign ?? (command.kind === 'centre' && command.incident ? shortNumber(command.incident) : 'what is shown');
    if (command.kind === 'follow') {
      if (command.unit === undefined) {
        this.page.follow('');
        this.#say('told', 'The map stands still');
      } else if (this.page.follow(command.unit.id)) this.#say('told', `The map follows ${name}; MF alone ends it`);
      else this.#say('rejected', `Nobody has said where ${name} is.`);
    } else if (this.page.centre(command.unit?.id ?? '', command.incident?.id ?? '')) {
      this.#say('told', `${name} on the map`);
    } else {
      this.#say('rejected', `Nobody has said where ${name} is.`);
    }
  }

  /** Says at the usual place why something is not done. */
  refuse(words: string) {
    this.#say('rejected', words);
  }

  #remember(text: string) {
    this.#history = [...this.#history.filter((before) => before !== text), text].slice(-historyLength);
    this.#at = this.#history.length;
  }

  #say(kind: Reply['kind'], words: string): boolean {
    this.reply = { kind, words };
    return kind === 'accepted';
  }
}

function failureWords(failure: Failure): string {
  switch (failure.kind) {
    case 'signed-out':
      return 'Your session has ended; nothing was changed. Sign in again.';
    case 'bad-value':
      return `Not taken: ${failure.words}.`;
    case 'forbidden':
      return 'Not yours to do: the agency has not given yours consent, or your role does not allow it. Ask its liaison.';
    case 'not-found':
      return 'There is no such thing any more. Choose from the board.';
    case 'throttled':
      return 'Too many requests. Wait a moment and enter it again.';
    case 'unknown-outcome':
      return 'Still no answer: nobody knows whether it took effect. Look at the board before you enter it again.';
    case 'defect':
      return `The server did not take it: ${failure.words}`;
  }
}
