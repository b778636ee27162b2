import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema, timestampNow } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError, createClient } from '@connectrpc/connect';
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import { linesSoFar, requestEnds } from '../harness/noticing.mjs';
import { run, test, within } from '../harness/suite.mjs';

const world = JSON.parse(process.env.EOC_WORLD);
const { tokens, realm } = world;
const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(process.env.EOC_IMAGE)));
const baseUrl = `http://127.0.0.1:${world.http}`;
const transport = createGrpcWebTransport({ baseUrl });
const client = (name, over = transport) => createClient(registry.getService(`eoc.v1.${name}`), over);
const as = (token, more = {}) => ({ headers: { authorization: `Bearer ${token}` }, ...more });
const header = () => ({ realm, commandId: randomUUID(), issuedAt: timestampNow() });
const takeCall = (over = {}) => ({ header: header(), call: randomUUID(), channel: 1, place: 'Market St', narrative: 'smoke', ...over });
const failure = async (promise) => promise.then(() => assert.fail('it did not fail'), (error) => ConnectError.from(error));
const accepted = (reply) => {
  assert.equal(reply.outcome?.result.case, 'accepted', JSON.stringify(reply.outcome?.result.value));
  return reply.outcome.result.value;
};

async function see(stream, wanted) {
  for await (const frame of stream)
    for (const channel of frame.channels)
      for (const { change } of channel.changes) if (change.case === 'upsert' && wanted(change.value)) return change.value;
  assert.fail('the stream ended');
}

test('unary: a command is accepted, and its retry gets the first answer', async () => {
  const request = takeCall();
  const first = accepted(await client('CallService').takeCall(request, as(tokens.dispatcher)));
  assert.deepEqual(accepted(await client('CallService').takeCall(request, as(tokens.dispatcher))), first);
});

test('unary in the text mode of old browsers', async () => {
  // grpc-web-text: base64 in both directions; an empty message in one frame of five bytes.
  const reply = await fetch(`${baseUrl}/eoc.v1.SessionService/GetSelf`, {
    method: 'POST', body: Buffer.alloc(5).toString('base64'),
    headers: { 'content-type': 'application/grpc-web-text', accept: 'application/grpc-web-text', 'x-grpc-web': '1', authorization: `Bearer ${tokens.dispatcher}` },
  });
  // Each piece is encoded by itself, with padding in the middle of the text.
  const pieces = (await reply.text()).match(/[A-Za-z0-9+/]+={0,2}/g);
  const text = Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64'))).toString('latin1');
  assert.ok(text.includes('dispatcher') && /grpc-status: ?0/.test(text), text);
});

test('status: nobody is UNAUTHENTICATED, the wrong role PERMISSION_DENIED, a strange method UNIMPLEMENTED', async () => {
  assert.equal((await failure(client('CallService').takeCall(takeCall()))).code, Code.Unauthenticated);
  assert.equal((await failure(client('CallService').takeCall(takeCall(), as(tokens.observer)))).code, Code.PermissionDenied);
  const reply = await fetch(`${baseUrl}/eoc.v1.CallService/Teleport`, {
    method: 'POST', body: Buffer.alloc(5), headers: { 'content-type': 'application/grpc-web+proto', authorization: `Bearer ${tokens.dispatcher}` },
  });
  assert.equal(reply.headers.get('grpc-status'), String(Code.Unimplemented));
});

test('status and trailers: a bad value is INVALID_ARGUMENT with BadRequest naming the field', async () => {
  const error = await failure(client('CallService').takeCall(takeCall({ position: { latitude: Number.NaN, longitude: 1 } }), as(tokens.dispatcher)));
  assert.equal(error.code, Code.InvalidArgument);
  const [detail] = error.details;
  assert.equal(detail.type, 'google.rpc.BadRequest');
  assert.ok(Buffer.from(detail.value).includes('position'));
});

test('status: a page of another origin may read status, message and details', async () => {
  const reply = await fetch(`${baseUrl}/eoc.v1.CallService/TakeCall`, {
    method: 'OPTIONS', headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,x-grpc-web,authorization' },
  });
  // Same origin is the rule; where a site allows others, the Grpc-* headers must be readable. Without a rule the browser refuses: both are sound.
  const exposed = reply.headers.get('access-control-expose-headers');
  assert.ok(exposed === null || /grpc-status/i.test(exposed));
});

test('server stream: the picture begins with a snapshot and goes on with what happens', async () => {
  const stop = new AbortController();
  const stream = client('PictureStreamService').watch({ realm }, as(tokens.dispatcher, { signal: stop.signal }))[Symbol.asyncIterator]();
  const frames = { [Symbol.asyncIterator]: () => ({ next: () => stream.next() }) };
  const unit = await within(see(frames, (entity) => entity.id === world.unit), 30_000, 'the unit was not seen');
  assert.equal(unit.view.value.callSign, 'E1');
  const incident = randomUUID();
  accepted(await client('IncidentService').openIncident({ header: header(), incident, type: 'FIRE', priority: 1, place: 'Market St' }, as(tokens.dispatcher)));
  await within(see(frames, (entity) => entity.id === incident), 30_000, 'the incident was not seen');
  stop.abort();
});

test('deadline: a stream that outlives it is DEADLINE_EXCEEDED', async () => {
  const error = await failure(within(see(client('PictureStreamService').watch({ realm }, as(tokens.dispatcher, { timeoutMs: 700 })), () => false), 30_000, 'the deadline did not end the stream'));
  assert.equal(error.code, Code.DeadlineExceeded);
});

test('deadline: the server ends a call whose client does not look at its own clock, and calls it DEADLINE_EXCEEDED', async () => {
  const body = watchRequest();
  const reply = await fetch(`${baseUrl}/eoc.v1.PictureStreamService/Watch`, {
    method: 'POST', body, headers: { 'content-type': 'application/grpc-web+proto', 'grpc-timeout': '700m', authorization: `Bearer ${tokens.dispatcher}` },
  });
  const text = Buffer.from(await within(reply.arrayBuffer(), 30_000, 'the server did not end it')).toString('latin1');
  assert.match(text, /grpc-status: ?4/);
});

test('cancellation mid-stream is noticed by the server within a second', async () => {
  const stop = new AbortController();
  const stream = client('PictureStreamService').watch({ realm }, as(tokens.dispatcher, { signal: stop.signal }))[Symbol.asyncIterator]();
  await within(stream.next(), 30_000, 'no message');
  const after = await linesSoFar(world);
  stop.abort();
  assert.equal((await failure((async () => { while (!(await stream.next()).done); })())).code, Code.Canceled);
  await requestEnds(world, 'eoc.v1.PictureStreamService/Watch', after, 1_000);
});

test('100 streams at once, and a command beside them', async () => {
  const stop = new AbortController();
  const streams = Array.from({ length: 100 }, () => client('PictureStreamService').watch({ realm }, as(tokens.dispatcher, { signal: stop.signal }))[Symbol.asyncIterator]());
  await within(Promise.all(streams.map((stream) => stream.next())), 60_000, 'not all streams were served');
  accepted(await within(client('CallService').takeCall(takeCall(), as(tokens.dispatcher)), 30_000, 'the command was not answered'));
  stop.abort();
  await Promise.allSettled(streams.map((stream) => stream.next()));
});

function watchRequest() {
  const message = Buffer.concat([Buffer.from([0x0a, realm.length]), Buffer.from(realm)]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

await run();
