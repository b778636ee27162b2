import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import grpc from '@grpc/grpc-js';
import { accepted, api, bearer, call, connect, header } from '../harness/world.mjs';
import { linesSoFar, requestEnds } from '../harness/noticing.mjs';
import { run, test, within } from '../harness/suite.mjs';

const world = JSON.parse(process.env.EOC_WORLD);
const { tokens, realm } = world;
const v1 = api.eoc.v1;
const client = (service) => connect(service, world.grpc);
const watch = (token, options = {}, pictures = client(v1.PictureStreamService)) => pictures.Watch({ realm }, bearer(token), options);
const next = (stream) => within(new Promise((resolve, reject) => { stream.once('data', resolve); stream.once('error', reject); }), 30_000, 'no message');
const ended = (stream) => new Promise((resolve) => stream.once('error', resolve));
const failure = async (promise) => promise.then(() => assert.fail('it did not fail'), (error) => error);
const takeCall = (over = {}) => ({ header: header(), call: randomUUID(), channel: 'CALL_CHANNEL_VOICE', place: 'Market St', narrative: 'smoke', ...over });

/** Reads frames until one has an entity that `wanted` accepts. */
async function see(stream, wanted) {
  for await (const frame of stream)
    for (const channel of frame.channels)
      for (const change of channel.changes) if (change.upsert && wanted(change.upsert)) return change.upsert;
}

test('unary: a command is accepted, and its retry gets the first answer', async () => {
  const request = takeCall();
  const first = accepted(await call(client(v1.CallService), 'TakeCall', request, bearer(tokens.dispatcher)));
  const again = accepted(await call(client(v1.CallService), 'TakeCall', request, bearer(tokens.dispatcher)));
  assert.deepEqual(again, first);
});

test('status: nobody is UNAUTHENTICATED', async () => {
  const error = await failure(call(client(v1.CallService), 'TakeCall', takeCall()));
  assert.equal(error.code, grpc.status.UNAUTHENTICATED);
});

test('status: the wrong role is PERMISSION_DENIED', async () => {
  const error = await failure(call(client(v1.CallService), 'TakeCall', takeCall(), bearer(tokens.observer)));
  assert.equal(error.code, grpc.status.PERMISSION_DENIED);
});

test('status and trailers: a bad value is INVALID_ARGUMENT with BadRequest naming the field in grpc-status-details-bin', async () => {
  const error = await failure(call(client(v1.CallService), 'TakeCall', takeCall({ position: { latitude: Number.NaN, longitude: 1 } }), bearer(tokens.dispatcher)));
  assert.equal(error.code, grpc.status.INVALID_ARGUMENT);
  const [details] = error.metadata.get('grpc-status-details-bin');
  assert.ok(details.includes('google.rpc.BadRequest'));
  assert.ok(details.includes('position'));
});

test('status: an unknown method is UNIMPLEMENTED', async () => {
  const stranger = new grpc.Client(`127.0.0.1:${world.grpc}`, grpc.credentials.createInsecure());
  const bytes = (value) => value;
  const error = await failure(new Promise((resolve, reject) =>
    stranger.makeUnaryRequest('/eoc.v1.CallService/Teleport', bytes, bytes, Buffer.alloc(0), bearer(tokens.dispatcher), (e, r) => (e ? reject(e) : resolve(r)))));
  assert.equal(error.code, grpc.status.UNIMPLEMENTED);
});

test('status: five megabytes are RESOURCE_EXHAUSTED, and the connection lives on', async () => {
  const calls = client(v1.CallService);
  const error = await failure(call(calls, 'TakeCall', takeCall({ narrative: 'x'.repeat(5 << 20) }), bearer(tokens.dispatcher)));
  assert.equal(error.code, grpc.status.RESOURCE_EXHAUSTED);
  accepted(await call(calls, 'TakeCall', takeCall(), bearer(tokens.dispatcher)));
});

test('server stream: the picture begins with a snapshot and goes on with what happens', async () => {
  const stream = watch(tokens.dispatcher);
  const unit = await within(see(stream.iterator({ destroyOnReturn: false }), (entity) => entity.id === world.unit), 30_000, 'the unit was not seen');
  assert.equal(unit.unit.call_sign, 'E1');
  const incident = randomUUID();
  accepted(await call(client(v1.IncidentService), 'OpenIncident', { header: header(), incident, type: 'FIRE', priority: 1, place: 'Market St' }, bearer(tokens.dispatcher)));
  await within(see(stream.iterator({ destroyOnReturn: false }), (entity) => entity.id === incident), 30_000, 'the incident was not seen');
  stream.on('error', () => {});
  stream.cancel();
});

test('client stream: positions are counted', async () => {
  const reply = await new Promise((resolve, reject) => {
    const stream = client(v1.TrackingService).Report(bearer(tokens.device), {}, (error, answer) => (error ? reject(error) : resolve(answer)));
    for (let i = 0; i < 10; i++)
      stream.write({ realm, units: i === 0 ? [world.unit] : [], unit_numbers: [0], latitudes: [37.77 + i * 1e-5], longitudes: [-122.41], fixed_at_ms: [Date.now() - 1000 + i * 100] });
    stream.end();
  });
  assert.equal(reply.accepted + reply.superseded + reply.refused + reply.quarantined, 10);
  assert.ok(reply.accepted >= 1, JSON.stringify(reply));
});

test('both ways: a terminal sends its position and is told its assignment', async () => {
  const terminal = client(v1.TrackingService).Terminal(bearer(tokens.device));
  terminal.write({ realm, position: { position: { latitude: 37.7749, longitude: -122.4194 } } });
  const first = await next(terminal);
  terminal.write({ realm, receipt: { number: first.number } });
  const [incident, assignment] = [randomUUID(), randomUUID()];
  accepted(await call(client(v1.IncidentService), 'OpenIncident', { header: header(), incident, type: 'FIRE', priority: 1 }, bearer(tokens.dispatcher)));
  accepted(await call(client(v1.UnitService), 'DispatchUnit', { header: header(), unit: world.unit, incident, assignment, if_committed: 'IF_COMMITTED_STACK' }, bearer(tokens.dispatcher)));
  await within((async () => {
    for await (const list of terminal.iterator({ destroyOnReturn: false })) if (list.assignments.some((entry) => entry.assignment === assignment)) return;
  })(), 30_000, 'the assignment did not reach the terminal');
  terminal.end();
  accepted(await call(client(v1.UnitService), 'EndAssignment', { header: header(), unit: world.unit, assignment, end: 'ASSIGNMENT_END_CLEARED' }, bearer(tokens.dispatcher)));
});

test('deadline: a stream that outlives it is DEADLINE_EXCEEDED', async () => {
  const stream = watch(tokens.dispatcher, { deadline: Date.now() + 700 });
  stream.on('data', () => {});
  const error = await within(ended(stream), 30_000, 'the deadline did not end the stream');
  assert.equal(error.code, grpc.status.DEADLINE_EXCEEDED);
});

test('cancellation mid-stream is noticed by the server within a second', async () => {
  const stream = watch(tokens.dispatcher);
  const over = ended(stream);
  await next(stream);
  const after = await linesSoFar(world);
  stream.cancel();
  assert.equal((await over).code, grpc.status.CANCELLED);
  await requestEnds(world, 'eoc.v1.PictureStreamService/Watch', after, 1_000);
});

test('the death of a client mid-stream is noticed by the server within a second', async () => {
  const pictures = client(v1.PictureStreamService);
  const stream = watch(tokens.dispatcher, {}, pictures);
  stream.on('error', () => {});
  await next(stream);
  const after = await linesSoFar(world);
  pictures.close();
  pictures.getChannel().close();
  stream.cancel();
  await requestEnds(world, 'eoc.v1.PictureStreamService/Watch', after, 1_000);
});

test('100 streams at once on one connection, and a command beside them', async () => {
  const pictures = client(v1.PictureStreamService);
  const streams = Array.from({ length: 100 }, () => watch(tokens.dispatcher, {}, pictures));
  await within(Promise.all(streams.map(next)), 60_000, 'not all streams were served');
  const beside = new v1.CallService(`127.0.0.1:${world.grpc}`, grpc.credentials.createInsecure(), { channelOverride: pictures.getChannel() });
  accepted(await within(call(beside, 'TakeCall', takeCall(), bearer(tokens.dispatcher)), 30_000, 'the command was not answered'));
  for (const stream of streams) stream.on('error', () => {}), stream.cancel();
});

test('health answers on the gRPC port', async () => {
  const reply = await call(client(api.grpc.health.v1.Health), 'Check', { service: '' });
  assert.equal(reply.status, 'SERVING');
});

test('reflection lists our services and describes them', async () => {
  const stream = client(api.grpc.reflection.v1alpha.ServerReflection).ServerReflectionInfo();
  stream.write({ list_services: '*' });
  const names = (await next(stream)).list_services_response.service.map((service) => service.name);
  for (const name of ['SessionService', 'AccountService', 'CallService', 'IncidentService', 'UnitService', 'AgencyService', 'RealmService', 'PictureStreamService', 'TrackingService'])
    assert.ok(names.includes(`eoc.v1.${name}`), `${name} is not among ${names}`);
  stream.write({ file_containing_symbol: 'eoc.v1.UnitService' });
  assert.ok((await next(stream)).file_descriptor_response.file_descriptor_proto.length >= 1);
  stream.end();
});

await run();
