// What every suite finds: a realm of its own with an agency, people, a unit and that unit's device, made over the public API.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const protos = join(import.meta.dirname, '..', '..', '..', 'contracts', 'proto');
const standard = join(import.meta.dirname, '..', 'protos');

const definition = loader.loadSync(
  ['eoc/v1/identity.proto', 'eoc/v1/picture.proto', 'eoc/v1/tracking.proto', 'eoc/v1/incidents.proto', 'eoc/v1/calls.proto', 'eoc/v1/units.proto',
    'eoc/v1/agencies.proto', 'eoc/v1/realms.proto', 'grpc/health/v1/health.proto', 'grpc/reflection/v1alpha/reflection.proto'],
  { includeDirs: [protos, standard], keepCase: true, longs: Number, enums: String, defaults: true, oneofs: true },
);

export const api = grpc.loadPackageDefinition(definition);

export const realm = 'foreign';

export const header = () => ({ realm, command_id: randomUUID(), issued_at: timestamp(Date.now()) });

export const timestamp = (ms) => ({ seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1_000_000 });

export const bearer = (token) => {
  const metadata = new grpc.Metadata();
  if (token) metadata.set('authorization', `Bearer ${token}`);
  return metadata;
};

export const connect = (service, port) => new service(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), { 'grpc.max_receive_message_length': -1 });

export const call = (client, method, request, metadata = bearer(), options = {}) =>
  new Promise((resolve, reject) => client[method](request, metadata, options, (error, reply) => (error ? reject(error) : resolve(reply))));

export const accepted = (reply) => {
  if (!reply.outcome?.accepted) throw new Error(`refused: ${JSON.stringify(reply)}`);
  return reply.outcome.accepted;
};

export async function makeWorld(port, password) {
  const v1 = api.eoc.v1;
  const sessions = connect(v1.SessionService, port);
  const signIn = async (where, account, secret) => (await call(sessions, 'SignIn', { realm: where, account, password: secret })).token;
  const admin = await signIn('live', 'admin', password);
  const as = bearer(admin);
  accepted(await call(connect(v1.RealmService, port), 'OpenRealm', { header: header(), kind: 'REALM_KIND_EXERCISE', time_zone: 'America/Los_Angeles', title: 'Foreign clients', clock: 'CLOCK_MODE_WALL' }, as));
  accepted(await call(connect(v1.AgencyService, port), 'RegisterAgency', { header: header(), agency: 'sffd', name: 'Fire', discipline: 'DISCIPLINE_FIRE' }, as));
  accepted(await call(connect(v1.UnitService, port), 'EnrolUnit', { header: header(), unit: 'sffd/e1', call_sign: 'E1', kind: 'ENGINE', station: '1' }, as));
  const people = { dispatcher: 'ROLE_DISPATCHER', supervisor: 'ROLE_SUPERVISOR', observer: 'ROLE_OBSERVER' };
  const secret = `Strange-${randomUUID()}`;
  const tokens = { admin };
  for (const [name, role] of Object.entries(people)) {
    const made = await call(connect(v1.AccountService, port), 'CreateAccount', { realm, id: randomUUID(), name, role, agency: 'sffd', password: secret }, as);
    if (!made.account) throw new Error(`no account: ${JSON.stringify(made)}`);
    tokens[name] = await signIn(realm, name, secret);
  }
  const device = await call(sessions, 'IssueDeviceToken', { realm, unit: 'sffd/e1', session: randomUUID() }, as);
  tokens.device = device.issued.token;
  return { realm, tokens, unit: 'sffd/e1', password: secret };
}
