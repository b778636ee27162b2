import type { Cause } from './alarming';

/** One sound of a pattern: hertz, and when it begins and how long it lasts, in seconds. */
export type Note = readonly [pitch: number, at: number, length: number];

/** Told apart by pitch, direction and rhythm, so that each is known without looking: a call rises, what waits knocks, a lost connection falls. */
export const patterns: Record<Cause, { wave: OscillatorType; notes: readonly Note[] }> = {
  call: { wave: 'sine', notes: [[660, 0, 0.12], [880, 0.14, 0.12], [660, 0.4, 0.12], [880, 0.54, 0.16]] },
  pending: { wave: 'triangle', notes: [[1040, 0, 0.07], [1040, 0.14, 0.07], [1040, 0.28, 0.07]] },
  lost: { wave: 'triangle', notes: [[440, 0, 0.3], [330, 0.32, 0.3], [220, 0.64, 0.45]] },
};

const loudness = 0.18;
/** A sound that begins or ends at once clicks, in seconds. */
const edge = 0.012;

/** Plays patterns. A browser lets a page sound only after somebody has touched it: until then nothing is played, and nothing is tried. */
export class Tones {
  #context: AudioContext | undefined;

  /** To be called when somebody presses a key or the pointer. */
  allow() {
    this.#context ??= new AudioContext();
    if (this.#context.state === 'suspended') void this.#context.resume();
  }

  get isAllowed() {
    return this.#context !== undefined;
  }

  play(cause: Cause) {
    const context = this.#context;
    if (context === undefined) return;
    for (const note of patterns[cause].notes) sound(context, patterns[cause].wave, note);
  }

  close() {
    void this.#context?.close();
  }
}

function sound(context: AudioContext, wave: OscillatorType, [pitch, at, length]: Note) {
  const [begin, end] = [context.currentTime + 0.03 + at, context.currentTime + 0.03 + at + length];
  const oscillator = new OscillatorNode(context, { type: wave, frequency: pitch });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, begin);
  gain.gain.linearRampToValueAtTime(loudness, begin + edge);
  gain.gain.setValueAtTime(loudness, end - edge);
  gain.gain.linearRampToValueAtTime(0, end);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(begin);
  oscillator.stop(end);
}
