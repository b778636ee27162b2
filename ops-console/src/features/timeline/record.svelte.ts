import type { Commands } from '../../rpc/commands';
import { detailsOf, wordsOf, type Details, type Entry } from './wording';

/** Reads of the same moment are one: what changes together is read together, in milliseconds. */
const gather = 120;

/** One incident's record as far as it has been read. It only grows: each read goes on after the last entry. */
export class Record {
  entries = $state.raw<readonly Entry[]>([]);
  problem = $state('');
  /** How many entries were there when the record was first read, or when what came since was last acknowledged; -1 before. */
  seen = $state(-1);
  #last = '';
  /** What stood about the incident after the last entry. */
  #details: Details | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reading = false;
  #again = false;

  constructor(
    private readonly commands: Commands,
    private readonly incident: string,
  ) {}

  /** Reads what is new, soon. */
  readOn(unit: (id: string) => string) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(unit), gather);
  }

  /** What others changed since is known. */
  acknowledge() {
    this.seen = this.entries.length;
  }

  async #read(unit: (id: string) => string) {
    this.#again = this.#reading;
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (await this.#page(unit));
      this.problem = '';
      if (this.seen < 0) this.seen = this.entries.length;
    } catch {
      this.problem = 'not up to date: the server did not answer';
    }
    this.#reading = false;
    if (this.#again) this.readOn(unit);
  }

  async #page(unit: (id: string) => string): Promise<boolean> {
    const { clients, options, realm } = this.commands.reading;
    const { entries, more } = await clients.incidents.getTimeline({ realm, incident: this.incident, after: this.#last }, options);
    if (entries.length === 0) return false;
    this.#last = entries.at(-1)!.entry;
    const read = entries.map((entry) => {
      const words = wordsOf(entry, unit, this.#details);
      this.#details = detailsOf(entry) ?? this.#details;
      return words;
    });
    this.entries = [...this.entries, ...read];
    return more;
  }
}
