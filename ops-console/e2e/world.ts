import { randomUUID } from 'node:crypto';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError, createClient, type Interceptor } from '@connectrpc/connect';
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import { AgencyService, Discipline } from '../src/gen/eoc/v1/agencies_pb';
import { CallService } from '../src/gen/eoc/v1/calls_pb';
import type { Outcome } from '../src/gen/eoc/v1/common_pb';
import { AccountService, SessionService } from '../src/gen/eoc/v1/identity_pb';
import { IncidentService } from '../src/gen/eoc/v1/incidents_pb';
import { Role } from '../src/gen/eoc/v1/policy_pb';
import { ClockMode, RealmKind, RealmService } from '../src/gen/eoc/v1/realms_pb';
import type { Mover } from './positions';
import { AssignmentStep, PrimaryStatus, UnitService } from '../src/gen/eoc/v1/units_pb';

export const realm = 'winter-drill';
export const password = 'Correct-horse-battery-9';

/** How long what hangs is asked again. */
const patience = 60_000;

/** Nothing is known of the outcome: the same command again, as every caller asks. A machine that is busy enough makes an edge say so. */
const again: Interceptor = (next) => async (request) => {
  for (const asked = performance.now(); ; await new Promise((resolve) => void setTimeout(resolve, 200))) {
    try {
      return await next(request);
    } catch (failure) {
      if (ConnectError.from(failure).code !== Code.Unavailable || performance.now() - asked > patience) throw failure;
    }
  }
};

const transportTo = (address: string) => createGrpcWebTransport({ baseUrl: address, interceptors: [again] });

/** A realm with two agencies, their people, twenty-four units and a shift's worth of incidents, made over the public API. */
export async function makeWorld(address: string, adminPassword: string) {
  const transport = transportTo(address);
  const sessions = createClient(SessionService, transport);
  const bearer = async (where: string, account: string, secret: string) => ({
    headers: { authorization: `Bearer ${(await sessions.signIn({ realm: where, account, password: secret })).token}` },
  });
  const admin = await bearer('live', 'admin', adminPassword);
  const header = (minutesAgo = 0) => ({
    realm,
    commandId: randomUUID(),
    issuedAt: timestampFromMs(Date.now()),
    ...(minutesAgo === 0 ? {} : { occurredAt: timestampFromMs(Date.now() - minutesAgo * 60_000), source: 4 }),
  });

  await ok(createClient(RealmService, transport).openRealm({ header: header(), kind: RealmKind.EXERCISE, timeZone: 'America/Chicago', title: 'Winter storm drill', clock: ClockMode.WALL, city: 'demo-chicago' }, admin));
  const agencies = createClient(AgencyService, transport);
  await ok(agencies.registerAgency({ header: header(), agency: 'cfd', name: 'Fire Department', discipline: Discipline.FIRE }, admin));
  await ok(agencies.registerAgency({ header: header(), agency: 'cpd', name: 'Police Department', discipline: Discipline.POLICE }, admin));
  await ok(agencies.setDispatchConsent({ header: header(), agency: 'cpd', mayDispatch: ['cfd'] }, admin));
  const accounts = createClient(AccountService, transport);
  const people = [['kim', Role.DISPATCHER, 'cfd'], ['lee', Role.DISPATCHER, 'cfd'], ['sam', Role.OBSERVER, 'cpd'], ['pat', Role.SUPERVISOR, 'cfd'], ['jo', Role.LIAISON, 'cpd']] as const;
  for (const [name, role, agency] of people) await accounts.createAccount({ realm, id: randomUUID(), name, role, agency, password }, admin);

  const as = await bearer(realm, 'kim', password);
  const supervisor = await bearer(realm, 'pat', password);
  const units = createClient(UnitService, transport);
  for (const [agency, callSign, kind, station] of roster()) {
    await ok(units.enrolUnit({ header: header(), unit: `${agency}/${callSign.toLowerCase()}`, callSign, kind, station }, admin));
    await ok(units.setUnitDuty({ header: header(70), unit: `${agency}/${callSign.toLowerCase()}`, status: PrimaryStatus.AVAILABLE }, supervisor));
  }
  await ok(units.setUnitDuty({ header: header(52), unit: 'cfd/e5', status: PrimaryStatus.NOT_AVAILABLE, reason: 'pump repair', until: timestampFromMs(Date.now() + 3_600_000) }, supervisor));
  await ok(units.setUnitDuty({ header: header(18), unit: 'cfd/a9', status: PrimaryStatus.NOT_AVAILABLE, reason: 'restocking' }, supervisor));

  const incidents = createClient(IncidentService, transport);
  const open = async (type: string, priority: number, place: string, at: [latitude: number, longitude: number], title: string, minutesAgo: number) => {
    const incident = randomUUID();
    const reply = await ok(incidents.openIncident({ header: header(minutesAgo), incident, type, priority, place, title, position: { latitude: at[0], longitude: at[1] } }, as));
    return { incident, number: reply.number.replace(/^.*-0*(?=\d)/, '') };
  };
  const send = async (incident: string, minutesAgo: number, unit: string, ...steps: AssignmentStep[]) => {
    const assignment = randomUUID();
    await ok(units.dispatchUnit({ header: header(minutesAgo), unit, incident, assignment }, as));
    for (const [at, step] of steps.entries()) await ok(units.advanceAssignment({ header: header(minutesAgo - (at + 1) * 1.4), unit, assignment, step }, as));
  };
  const { ACKNOWLEDGED, EN_ROUTE, ON_SCENE, AT_PATIENT, TRANSPORTING } = AssignmentStep;

  const fire = await open('STRUCTURE FIRE', 1, '4812 N Broadway', [41.9691, -87.6597], 'Three-storey residential, smoke from second floor', 22);
  await send(fire.incident, 21, 'cfd/e12', ACKNOWLEDGED, EN_ROUTE, ON_SCENE);
  await send(fire.incident, 21, 'cfd/t4', EN_ROUTE, ON_SCENE);
  await send(fire.incident, 20, 'cfd/bc2', EN_ROUTE);
  await send(fire.incident, 19, 'cfd/e83', ACKNOWLEDGED);
  await ok(incidents.noteIncident({ header: header(15), incident: fire.incident, text: 'Hydrant frozen at Lawrence; next supply on Ainslie.', urgent: true }, as));
  await ok(incidents.noteIncident({ header: header(11), incident: fire.incident, text: 'Primary search of second floor complete, all clear.' }, as));
  const call = randomUUID();
  await ok(createClient(CallService, transport).takeCall({ header: header(22), call, channel: 1, place: '4812 N Broadway', callerName: 'Rosa Diaz', callbackNumber: '312-555-0147', narrative: 'Smoke coming out of the window above the shop.' }, as));
  await ok(createClient(CallService, transport).attachCall({ header: header(22), call, incident: fire.incident }, as));
  const cardiac = await open('CARDIAC ARREST', 1, '233 S Wacker Dr, lobby', [41.8788, -87.6359], '', 9);
  await send(cardiac.incident, 8, 'cfd/a7', EN_ROUTE, ON_SCENE, AT_PATIENT);
  const crash = await open('VEHICLE ACCIDENT', 2, 'I-90 at Ohio St, inbound', [41.8925, -87.6478], 'Two cars and a bus, lanes 2 and 3 blocked', 14);
  await send(crash.incident, 13, 'cfd/a3', EN_ROUTE, ON_SCENE, TRANSPORTING);
  await send(crash.incident, 12, 'cpd/1831', EN_ROUTE);
  const alarm = await open('FIRE ALARM', 3, '1600 S Indiana Ave', [41.8595, -87.6226], 'Panel shows zone 4', 6);
  await send(alarm.incident, 5, 'cfd/e13');
  await open('SMOKE INVESTIGATION', 1, '2950 W Devon Ave', [41.9974, -87.7027], 'Smell of smoke in hallway', 3);
  await open('SICK PERSON', 2, '750 W Montrose Ave', [41.9617, -87.6483], '', 5);
  await open('WIRES DOWN', 3, 'Kedzie Ave at 51st St', [41.8012, -87.7034], 'Tree on line, arcing', 12);
  await open('WATER MAIN', 3, 'Halsted St at 18th St', [41.8578, -87.6465], 'Water in the street, freezing', 31);
  return { address, fire, alarm, cardiac, supervisor };
}

/** Where the units are: those on an incident at it or on their way, the rest at their stations. */
export function movers(): Mover[] {
  const at = (unit: string, latitude: number, longitude: number, north = 0, east = 0): Mover => ({ unit, latitude, longitude, north, east });
  return [
    at('cfd/e12', 41.9688, -87.6592), at('cfd/t4', 41.9694, -87.6605), at('cfd/bc2', 41.9580, -87.6562, 0.00006, -0.00002), at('cfd/e83', 41.9744, -87.6641), at('cfd/a7', 41.8790, -87.6366),
    at('cfd/a3', 41.8931, -87.6502, 0.00002, -0.00009), at('cpd/1831', 41.8990, -87.6460, -0.00008, -0.00002), at('cfd/e13', 41.8657, -87.6255), at('cfd/e1', 41.8765, -87.6312), at('cfd/e5', 41.8722, -87.6390),
    at('cfd/e42', 41.8912, -87.6290), at('cfd/t1', 41.8768, -87.6309), at('cfd/t9', 41.8915, -87.6283), at('cfd/a9', 41.9120, -87.6345), at('cfd/a31', 41.9401, -87.6701), at('cfd/a42', 41.8917, -87.6275),
    at('cfd/sq1', 41.8659, -87.6404), at('cpd/1811', 41.9033, -87.6345, 0.00004, 0.00004), at('cpd/1812', 41.9102, -87.6511, 0, 0.00008), at('cpd/1832', 41.8951, -87.6211, -0.00003, 0), at('cpd/2011', 41.9789, -87.6680, 0, -0.00005),
    at('cpd/2012', 41.9702, -87.6790), at('cpd/2033', 41.9650, -87.6520, 0.00005, 0),
  ];
}

function roster(): [agency: string, callSign: string, kind: string, station: string][] {
  const engines = ['E1', 'E5', 'E12', 'E13', 'E42', 'E83'].map((sign) => ['cfd', sign, 'ENGINE', sign.slice(1)] as [string, string, string, string]);
  const trucks = ['T1', 'T4', 'T9'].map((sign) => ['cfd', sign, 'LADDER', sign.slice(1)] as [string, string, string, string]);
  const ambulances = ['A3', 'A7', 'A9', 'A31', 'A42'].map((sign) => ['cfd', sign, 'AMBULANCE', sign.slice(1)] as [string, string, string, string]);
  const police = ['1811', '1812', '1831', '1832', '2011', '2012', '2033', '2050'].map((sign) => ['cpd', sign, 'PATROL', '18'] as [string, string, string, string]);
  return [...engines, ...trucks, ...ambulances, ['cfd', 'BC2', 'CHIEF', '1'], ['cfd', 'SQ1', 'SQUAD', '1'], ...police];
}

async function ok(reply: Promise<{ outcome?: Outcome | undefined }>) {
  const { outcome } = await reply;
  if (outcome?.result.case !== 'accepted') throw new Error(`Not accepted: ${JSON.stringify(outcome?.result.value)}`);
  return outcome.result.value;
}

const bearerOf = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const sessionsAt = (address: string) => createClient(SessionService, transportTo(address));

/** A token, got without a browser. */
export const signInByCall = async (address: string, where: string, account: string, secret: string) => (await sessionsAt(address).signIn({ realm: where, account, password: secret })).token;

/** The id of the session that a token stands for. */
export const ownSession = async (address: string, token: string) => sessionsAt(address).getSelf({}, bearerOf(token));

export const revoke = (address: string, admin: string, { account, session }: { account: string; session: string }) =>
  sessionsAt(address).revokeSession({ realm, account, session }, bearerOf(admin));
