import type { Desk } from '../../shell/desk.svelte';
import { alarmsOf, type Alarm } from './alarming';
import { Ringing } from './ringing';
import { Tones } from './tones';

const place = 'eoc.sound';
/** Several causes at once are heard one after the other, in milliseconds. */
const between = 1_300;

/** The alarms of one place: what rings, and whether it is heard. */
export class Alarms {
  open = $state.raw<readonly Alarm[]>([]);
  isMuted = $state(localStorage.getItem(place) === 'muted');
  readonly #ringing = new Ringing();
  readonly #tones = new Tones();
  /** Nothing is drawn from it. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #own = new Set<string>();
  #since = 0;
  #wasConnected = false;
  readonly #allow = () => this.#tones.allow();

  constructor(private readonly desk: Desk) {
    for (const kind of ['pointerdown', 'keydown'] as const) addEventListener(kind, this.#allow);
  }

  /** Looks at the room; to be called every second. */
  look() {
    const { desk } = this;
    const { state } = desk.freshness;
    this.#wasConnected ||= state === 'live';
    if (this.#since === 0) this.#since = desk.second;
    // Before the first connection nothing was lost.
    const isOffline = state === 'offline' && this.#wasConnected;
    const alarms = alarmsOf({ rows: desk.queue.rows, isOffline, now: desk.second, since: this.#since, isDispatching: desk.takesCalls, own: this.#own });
    const causes = this.#ringing.take(alarms, desk.steady);
    this.#tell();
    if (!this.isMuted) causes.forEach((cause, at) => setTimeout(() => this.#tones.play(cause), at * between));
  }

  /** What this person opened is no news to them. */
  opened(incident: string) {
    this.#own.add(incident);
  }

  /** Silences what rings; true when anything did. */
  acknowledge(): boolean {
    const rang = this.open.length > 0;
    this.#ringing.acknowledge();
    this.#tell();
    return rang;
  }

  switchSound() {
    this.isMuted = !this.isMuted;
    localStorage.setItem(place, this.isMuted ? 'muted' : 'on');
  }

  close() {
    for (const kind of ['pointerdown', 'keydown'] as const) removeEventListener(kind, this.#allow);
    this.#tones.close();
  }

  #tell() {
    const { open } = this.#ringing;
    if (open.map(({ key }) => key).join() !== this.open.map(({ key }) => key).join()) this.open = open;
  }
}
