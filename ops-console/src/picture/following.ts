import { Code, ConnectError } from '@connectrpc/connect';
import type { WatchResponse } from '../gen/eoc/v1/picture_pb';
import { GapError } from './channel';
import type { Beat, Picture } from './picture';

/** Where a viewer goes on. */
export type Tokens = Picture['tokens'];

/** How the stream stands. */
export type Phase =
  /** A stream is being asked for, or has been and has not answered yet. */
  | 'connecting'
  /** Messages come. */
  | 'open'
  /** The last attempt failed; the next is due. */
  | 'waiting'
  /** The server no longer takes this session. */
  | 'ended';

export interface FollowingOptions {
  picture: Picture;
  watch: (since: Tokens, signal: AbortSignal) => AsyncIterable<WatchResponse>;
  /** Called after each message, and when the phase changes. */
  told: (phase: Phase, beat: Beat | undefined, message?: WatchResponse) => void;
  /** Resolves after so many milliseconds, or at once when the signal is aborted. */
  delay: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** A heartbeat comes every second; after this long without a word the connection is given up, whatever the network stack believes. */
export const silenceLimit = 5_000;

const firstWait = 250;
const longestWait = 2_000;

/** Keeps a picture up to date over streams that break: goes on where it was, and begins anew after a gap. Ends with the signal or the session. */
export async function follow({ picture, watch, told, delay }: FollowingOptions, signal: AbortSignal): Promise<void> {
  let wait = 0;
  let since = picture.tokens;
  while (!signal.aborted) {
    told('connecting', undefined);
    const watchdog = new Watchdog(delay, signal);
    try {
      picture.beginStream();
      for await (const message of watch(since, watchdog.signal)) {
        watchdog.reset();
        wait = 0;
        told('open', picture.apply(message), message);
      }
      since = picture.tokens;
    } catch (error) {
      if (isEnd(error)) return told('ended', undefined);
      since = error instanceof GapError ? [] : picture.tokens;
    } finally {
      watchdog.stop();
    }
    if (signal.aborted) return;
    wait = wait === 0 ? firstWait : Math.min(wait * 2, longestWait);
    told('waiting', undefined);
    await delay(wait, signal);
  }
}

const isEnd = (error: unknown) => error instanceof ConnectError && (error.code === Code.Unauthenticated || error.code === Code.PermissionDenied);

/** Aborts its signal when it has not been reset for {@link silenceLimit}. */
class Watchdog {
  readonly #given = new AbortController();
  #round = new AbortController();

  constructor(
    private readonly delay: FollowingOptions['delay'],
    private readonly outer: AbortSignal,
  ) {
    outer.addEventListener('abort', this.#giveUp);
    this.reset();
  }

  get signal() {
    return this.#given.signal;
  }

  reset() {
    this.#round.abort();
    const round = (this.#round = new AbortController());
    void this.delay(silenceLimit, round.signal).then(() => {
      if (!round.signal.aborted) this.#giveUp();
    });
  }

  stop() {
    this.#round.abort();
    this.outer.removeEventListener('abort', this.#giveUp);
    this.#given.abort();
  }

  readonly #giveUp = () => this.#given.abort();
}
