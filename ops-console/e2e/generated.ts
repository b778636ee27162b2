import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { create, toBinary, type DescMessage, type MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { GetCityResponseSchema } from '../src/gen/eoc/v1/cities_pb';
import { GetSelfResponseSchema, SignInResponseSchema } from '../src/gen/eoc/v1/identity_pb';
import { WatchResponseSchema } from '../src/gen/eoc/v1/picture_pb';
import { Role } from '../src/gen/eoc/v1/policy_pb';
import { GetRealmResponseSchema, RealmKind } from '../src/gen/eoc/v1/realms_pb';
import { firstFrames, nextFrames } from './crowd';

const dist = join(import.meta.dirname, '../dist');
const tick = 250;

interface Listed {
  path: string;
  type: string;
}

/**
 * A server of a generated picture: the console as it was built, and the wire contract as the real host speaks it, frame by frame, with as many units as no
 * test could enrol one by one. Everything in the browser is as it always is; only the facts are made up.
 */
export class GeneratedHost {
  readonly #files = new Map((JSON.parse(readFileSync(join(dist, 'served.json'), 'utf8')) as Listed[]).map((file) => [`/${file.path}`, file]));
  readonly #server: Server;
  /** Made before anybody looks: what a server takes to make a picture is measured elsewhere. */
  readonly #first = [...firstFrames(Date.now())].map((frame) => framed(message(WatchResponseSchema, frame)));
  #timer: ReturnType<typeof setInterval> | undefined;
  /** How many ticks were sent. */
  ticks = 0;

  constructor(private readonly policy: string) {
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  async start() {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop() {
    clearInterval(this.#timer);
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer(request: IncomingMessage, response: ServerResponse) {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    const file = this.#files.get(path);
    if (file) return void response.writeHead(200, { 'content-type': file.type, 'content-security-policy': this.policy }).end(readFileSync(join(dist, file.path)));
    request.resume();
    request.on('end', () => this.#call(path, response));
  }

  #call(path: string, response: ServerResponse) {
    response.writeHead(200, { 'content-type': 'application/grpc-web+proto' });
    if (path.endsWith('/Watch')) return this.#watch(response);
    const reply = replies[path.slice(path.lastIndexOf('/') + 1)];
    if (reply) response.write(framed(reply()));
    response.end(trailer(reply ? 0 : 12));
  }

  #watch(response: ServerResponse) {
    const send = (init: MessageInitShape<typeof WatchResponseSchema>) => response.write(framed(message(WatchResponseSchema, init)));
    for (const frame of this.#first) response.write(frame);
    let number = 0;
    this.#timer = setInterval(() => {
      this.ticks++;
      send(nextFrames(++number, Date.now()));
      if (number % 4 === 0) send({ viewer: { heartbeat: { serverTime: timestampFromMs(Date.now()), realmTime: timestampFromMs(Date.now()) } } });
    }, tick);
    response.on('close', () => clearInterval(this.#timer));
  }
}

const message = <T extends DescMessage>(schema: T, init: MessageInitShape<T>) => toBinary(schema, create(schema, init));

const replies: Record<string, () => Uint8Array> = {
  SignIn: () => message(SignInResponseSchema, { token: 'generated' }),
  GetSelf: () => message(GetSelfResponseSchema, { account: 'kim', role: Role.DISPATCHER, agency: 'a01', realm: 'crowd', session: 'generated' }),
  GetRealm: () => message(GetRealmResponseSchema, { kind: RealmKind.EXERCISE, title: 'Generated', timeZone: 'America/Chicago' }),
  GetCity: () => message(GetCityResponseSchema, {}),
};

function framed(body: Uint8Array) {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

function trailer(status: number) {
  const text = Buffer.from(`grpc-status: ${status}\r\n`);
  const head = Buffer.alloc(5);
  head[0] = 0x80;
  head.writeUInt32BE(text.length, 1);
  return Buffer.concat([head, text]);
}
