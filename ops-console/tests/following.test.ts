import { Code, ConnectError } from '@connectrpc/connect';
import { describe, expect, test } from 'vitest';
import type { WatchResponse } from '../src/gen/eoc/v1/picture_pb';
import { follow, silenceLimit, type Phase, type Tokens } from '../src/picture/following';
import { Picture } from '../src/picture/picture';
import { beat, following, snapshot, unit } from './frames';

/** Streams as a script: each is a list of messages, or what it fails with. Time passes only when the script says so. */
class Script {
  readonly asked: Tokens[] = [];
  readonly phases: Phase[] = [];
  readonly waits: number[] = [];
  readonly picture = new Picture();
  readonly stop = new AbortController();

  constructor(private readonly streams: (() => AsyncIterable<WatchResponse>)[]) {}

  run() {
    return follow(
      {
        picture: this.picture,
        watch: (since, signal) => {
          this.asked.push(since);
          const next = this.streams.shift();
          if (next === undefined) return this.#end();
          return this.#until(next(), signal);
        },
        told: (phase) => void (this.phases.at(-1) !== phase && this.phases.push(phase)),
        delay: (milliseconds, signal) => this.#delay(milliseconds, signal),
      },
      this.stop.signal,
    );
  }

  /** The watchdog's rounds end when the test lets them; pauses between streams take no time. */
  lapse: (() => void) | undefined;

  #delay(milliseconds: number, signal: AbortSignal) {
    if (milliseconds !== silenceLimit) return this.waits.push(milliseconds), Promise.resolve();
    return new Promise<void>((resolve) => {
      this.lapse = resolve;
      signal.addEventListener('abort', () => resolve());
    });
  }

  async *#until(stream: AsyncIterable<WatchResponse>, signal: AbortSignal): AsyncIterable<WatchResponse> {
    const gone = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new ConnectError('aborted', Code.Canceled))));
    gone.catch(() => {});
    const messages = stream[Symbol.asyncIterator]();
    for (;;) {
      const next = await Promise.race([messages.next(), gone]);
      if (next.done) return;
      yield next.value;
    }
  }

  async *#end(): AsyncIterable<WatchResponse> {
    this.stop.abort();
  }
}

const messages = (...list: WatchResponse[]) => async function* () { yield* list; };
const failing = (code: Code, ...list: WatchResponse[]) => async function* () { yield* list; throw new ConnectError('it broke', code); };

describe('following streams that break', () => {
  test('goes on where it was', async () => {
    const script = new Script([failing(Code.Unavailable, snapshot('a', 4n, [unit('cfd/e1', 1n)])), messages(following('a', 5n, []))]);
    await script.run();
    expect(script.asked[0]).toEqual([]);
    expect(script.asked[1]).toMatchObject([{ channel: 'a', sequence: 4n }]);
    expect(script.asked[2]).toMatchObject([{ channel: 'a', sequence: 5n }]);
  });

  test('begins anew after a gap, and keeps the picture until then', async () => {
    const script = new Script([messages(snapshot('a', 4n, [unit('cfd/e1', 1n)]), following('a', 9n, [])), messages(snapshot('a', 9n, [unit('cfd/e1', 1n), unit('cfd/e2', 1n)]))]);
    await script.run();
    expect(script.asked[1]).toEqual([]);
    expect(script.picture.takeDiff().changed.map((entity) => entity.id).sort()).toEqual(['cfd/e1', 'cfd/e2']);
  });

  test('ends when the session has ended', async () => {
    const script = new Script([failing(Code.Unauthenticated)]);
    await script.run();
    expect(script.phases).toEqual(['connecting', 'ended']);
    expect(script.asked).toHaveLength(1);
  });

  test('waits longer from failure to failure, and begins again after a message', async () => {
    const broken = failing(Code.Unavailable);
    const script = new Script([broken, broken, broken, broken, broken, failing(Code.Unavailable, beat(1)), broken]);
    await script.run();
    expect(script.waits.slice(0, 7)).toEqual([250, 500, 1000, 2000, 2000, 250, 500]);
  });

  test('gives up a stream that says nothing', async () => {
    const silent = async function* (): AsyncIterable<WatchResponse> {
      yield beat(1);
      await new Promise(() => {});
    };
    const script = new Script([silent]);
    const run = script.run();
    while (script.phases.at(-1) !== 'open') await Promise.resolve();
    // Let the watchdog begin its next round before it lapses.
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    script.lapse!();
    await run;
    expect(script.asked).toHaveLength(2);
    expect(script.phases).toContain('waiting');
  });
});
