import { createClient, type CallOptions, type Transport } from '@connectrpc/connect';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { CallService } from '../gen/eoc/v1/calls_pb';
import type { Outcome } from '../gen/eoc/v1/common_pb';
import { OccurredSource } from '../gen/eoc/v1/common_pb';
import { IncidentService } from '../gen/eoc/v1/incidents_pb';
import { UnitService } from '../gen/eoc/v1/units_pb';
import { failureOf, type Failure } from './failures';
import { traceparentOf, uuid7 } from './ids';
import type { Session } from './session';
import type { Times } from './times';

/** How a command ended. */
export type Answer =
  | { kind: 'accepted'; number: string }
  | { kind: 'refused'; code: string; arguments: Record<string, string> }
  | { kind: 'failed'; failure: Failure };

/** The header every command carries; a retry carries the same id and says that it is one. */
export interface Header {
  realm: string;
  commandId: string;
  issuedAt: ReturnType<typeof timestampFromMs>;
  source: OccurredSource;
  askedBefore: boolean;
}

export type Clients = ReturnType<Commands['clientsOf']>;

/** One command, ready to be sent, and sent again under the same header. */
export type Send = (clients: Clients, header: Header, options: CallOptions) => Promise<{ outcome?: Outcome | undefined }>;

const attemptLimit = 12_000;
const patience = 60_000;
const firstPause = 300;
const longestPause = 3_000;

/** Sends commands. While an outcome is not known it asks again under the same command id: the server gives the first answer, and nothing takes effect twice. */
export class Commands {
  readonly #clients: Clients;

  constructor(
    transport: Transport,
    private readonly session: Session,
    private readonly pause: (milliseconds: number) => Promise<void> = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    private readonly times?: Pick<Times, 'begin'>,
  ) {
    this.#clients = this.clientsOf(transport);
  }

  clientsOf(transport: Transport) {
    return { calls: createClient(CallService, transport), incidents: createClient(IncidentService, transport), units: createClient(UnitService, transport) };
  }

  /** `checking` is called each time nobody knows the outcome and the command is asked again. */
  async send(command: Send, checking: () => void = () => {}): Promise<Answer> {
    const header: Header = { realm: this.session.realm, commandId: uuid7(), issuedAt: timestampFromMs(Date.now()), source: OccurredSource.DISPATCHER, askedBefore: false };
    const answered = this.times?.begin(header.commandId);
    const until = Date.now() + patience;
    for (let wait = firstPause; ; wait = Math.min(wait * 2, longestPause)) {
      const answer = await this.#attempt(command, header);
      if (answer.kind !== 'failed' || answer.failure.kind !== 'unknown-outcome' || Date.now() > until) return answered?.(), answer;
      checking();
      header.askedBefore = true;
      await this.pause(wait);
    }
  }

  /** For calls that change nothing. */
  get reading() {
    return { clients: this.#clients, options: this.#options(), realm: this.session.realm };
  }

  async #attempt(command: Send, header: Header): Promise<Answer> {
    try {
      return answerOf((await command(this.#clients, header, this.#options({ traceparent: traceparentOf(header.commandId) }))).outcome);
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error) };
    }
  }

  #options(more: Record<string, string> = {}): CallOptions {
    return { headers: { authorization: `Bearer ${this.session.token}`, ...more }, timeoutMs: attemptLimit };
  }
}

function answerOf(outcome: Outcome | undefined): Answer {
  switch (outcome?.result.case) {
    case 'accepted':
      return { kind: 'accepted', number: outcome.result.value.number };
    case 'refusal':
      return { kind: 'refused', code: outcome.result.value.code, arguments: outcome.result.value.arguments };
    default:
      return { kind: 'failed', failure: { kind: 'defect', words: 'The server’s answer says neither yes nor no.' } };
  }
}
