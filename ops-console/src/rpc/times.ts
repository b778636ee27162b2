import type { MessageInitShape } from '@bufbuild/protobuf';
import { createClient, type Client, type Transport } from '@connectrpc/connect';
import { ConsoleTelemetryService, type ReportTimesRequestSchema } from '../gen/eoc/v1/telemetry_pb';
import type { Session } from './session';

/** A frame of the picture as everybody knows it, and when it came. */
export interface ArrivedFrame {
  channel: string;
  epoch: bigint;
  sequence: bigint;
  arrivedAt: number;
}

/** What one report may hold; a report is a sample where more happens. */
const mostAtOnce = 32;
const oldest = 120_000_000;

/**
 * Tells the server how long things took here: from the key to the answer, and from a frame's arrival until it was drawn. Nothing is measured unless
 * the server collects traces and says so. All times are this machine's steady milliseconds and are told as "so long ago", so that no two clocks are compared.
 */
export class Times {
  readonly #client: Client<typeof ConsoleTelemetryService>;
  #answered: { commandId: string; pressedAt: number; answeredAt: number }[] = [];
  #drawn: (ArrivedFrame & { drawnAt: number })[] = [];
  #nextAfter = 0;
  #due: ReturnType<typeof setTimeout> | undefined;
  #pressedAt: number | undefined;

  constructor(
    transport: Transport,
    private readonly session: Pick<Session, 'realm' | 'token'>,
    private readonly now: () => number,
  ) {
    this.#client = createClient(ConsoleTelemetryService, transport);
  }

  /** Asks the server; true when it wants to know. */
  async ask(): Promise<boolean> {
    await this.#send({});
    return this.#nextAfter > 0;
  }

  /** A key or button went down: what is sent while the browser handles it was sent for it. */
  readonly pressed = ({ timeStamp }: Pick<Event, 'timeStamp'>) => {
    this.#pressedAt = performance.timeOrigin + timeStamp;
    setTimeout(() => (this.#pressedAt = undefined));
  };

  /** A command is sent; to be called back when it is answered. */
  begin(commandId: string): (() => void) | undefined {
    if (this.#nextAfter === 0) return undefined;
    const pressedAt = this.#pressedAt ?? this.now();
    return () => this.#add(this.#answered, { commandId, pressedAt, answeredAt: this.now() });
  }

  /** These stand on the screen now. */
  drawn(frames: readonly ArrivedFrame[]) {
    for (const frame of frames) this.#add(this.#drawn, { ...frame, drawnAt: this.now() });
  }

  stop() {
    clearTimeout(this.#due);
    this.#nextAfter = 0;
  }

  #add<T>(list: T[], one: T) {
    if (this.#nextAfter === 0 || list.length === mostAtOnce) return;
    list.push(one);
    this.#due ??= setTimeout(() => void this.#report(), this.#nextAfter);
  }

  async #report() {
    this.#due = undefined;
    const now = this.now();
    const ago = (at: number) => Math.max(0, Math.round((now - at) * 1000));
    const answered = this.#answered.splice(0).map(({ commandId, pressedAt, answeredAt }) => ({ commandId, pressedAgoUs: ago(pressedAt), answeredAgoUs: ago(answeredAt) }));
    const drawn = this.#drawn.splice(0).map(({ arrivedAt, drawnAt, ...frame }) => ({ ...frame, arrivedAgoUs: ago(arrivedAt), drawnAgoUs: ago(drawnAt) }));
    // A machine that slept has nothing to tell of.
    await this.#send({ answered: answered.filter(({ pressedAgoUs }) => pressedAgoUs <= oldest), drawn: drawn.filter(({ arrivedAgoUs }) => arrivedAgoUs <= oldest) });
  }

  /** What is lost is lost: nobody's work waits for it. */
  async #send(times: MessageInitShape<typeof ReportTimesRequestSchema>) {
    const options = { headers: { authorization: `Bearer ${this.session.token}` }, timeoutMs: 5_000 };
    const before = this.#nextAfter;
    this.#nextAfter = await this.#client.reportTimes({ realm: this.session.realm, ...times }, options).then((answer) => answer.nextAfterMs, () => before);
  }
}
