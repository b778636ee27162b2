import { again, type Alarm, type Cause } from './alarming';

/** Which alarms still ring: what was acknowledged is silent until it is over, and rings when it comes again. */
export class Ringing {
  readonly #acknowledged = new Set<string>();
  readonly #rang = new Map<string, number>();
  #alarms: readonly Alarm[] = [];

  /** Those nobody at this place has acknowledged. */
  get open(): readonly Alarm[] {
    return this.#alarms.filter(({ key }) => !this.#acknowledged.has(key));
  }

  /** Takes what is the case now; answers what is to be heard now, each cause once however many there are. `now` is any steady clock, milliseconds. */
  take(alarms: readonly Alarm[], now: number): Cause[] {
    this.#alarms = alarms;
    const keys = new Set(alarms.map(({ key }) => key));
    for (const key of this.#acknowledged) if (!keys.has(key)) this.#acknowledged.delete(key);
    for (const key of this.#rang.keys()) if (!keys.has(key)) this.#rang.delete(key);
    const due = this.open.filter(({ key, cause }) => now - (this.#rang.get(key) ?? -Infinity) >= again[cause]);
    const causes = [...new Set(due.map(({ cause }) => cause))];
    // Those of one cause ring together, or each would have a rhythm of its own.
    for (const { key, cause } of this.open) if (causes.includes(cause)) this.#rang.set(key, now);
    return causes;
  }

  acknowledge() {
    for (const { key } of this.#alarms) this.#acknowledged.add(key);
  }
}
