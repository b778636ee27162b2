import { randomUUID } from 'node:crypto';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { createClient } from '@connectrpc/connect';
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import { AgencyService, Discipline } from '../src/gen/eoc/v1/agencies_pb';
import { CallService } from '../src/gen/eoc/v1/calls_pb';
import type { Outcome } from '../src/gen/eoc/v1/common_pb';
import { AccountService, SessionService } from '../src/gen/eoc/v1/identity_pb';
import { IncidentService } from '../src/gen/eoc/v1/incidents_pb';
import { Role } from '../src/gen/eoc/v1/policy_pb';
import { ClockMode, RealmKind, RealmService } from '../src/gen/eoc/v1/realms_pb';
import { AssignmentStep, PrimaryStatus, UnitService } from '../src/gen/eoc/v1/units_pb';

export const realm = 'winter-drill';
export const password = 'Correct-horse-battery-9';

/** A realm with two agencies, their people, twenty-four units and a shift's worth of incidents, made over the public API. */
export async function makeWorld(address: string, adminPassword: string) {
  const transport = createGrpcWebTransport({ baseUrl: address });
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

  await ok(createClient(RealmService, transport).openRealm({ header: header(), kind: RealmKind.EXERCISE, timeZone: 'America/Chicago', title: 'Winter storm drill', clock: ClockMode.WALL }, admin));
  const agencies = createClient(AgencyService, transport);
  await ok(agencies.registerAgency({ header: header(), agency: 'cfd', name: 'Fire Department', discipline: Discipline.FIRE }, admin));
  await ok(agencies.registerAgency({ header: header(), agency: 'cpd', name: 'Police Department', discipline: Discipline.POLICE }, admin));
  await ok(agencies.setDispatchConsent({ header: header(), agency: 'cpd', mayDispatch: ['cfd'] }, admin));
  const accounts = createClient(AccountService, transport);
  const people = [['kim', Role.DISPATCHER, 'cfd'], ['lee', Role.DISPATCHER, 'cfd'], ['sam', Role.OBSERVER, 'cpd'], ['pat', Role.SUPERVISOR, 'cfd']] as const;
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
  const open = async (type: string, priority: number, place: string, title: string, minutesAgo: number) => {
    const incident = randomUUID();
    const reply = await ok(incidents.openIncident({ header: header(minutesAgo), incident, type, priority, place, title }, as));
    return { incident, number: reply.number.replace(/^.*-0*(?=\d)/, '') };
  };
  const send = async (incident: string, minutesAgo: number, unit: string, ...steps: AssignmentStep[]) => {
    const assignment = randomUUID();
    await ok(units.dispatchUnit({ header: header(minutesAgo), unit, incident, assignment }, as));
    for (const [at, step] of steps.entries()) await ok(units.advanceAssignment({ header: header(minutesAgo - (at + 1) * 1.4), unit, assignment, step }, as));
  };
  const { ACKNOWLEDGED, EN_ROUTE, ON_SCENE, AT_PATIENT, TRANSPORTING } = AssignmentStep;

  const fire = await open('STRUCTURE FIRE', 1, '4812 N Broadway', 'Three-storey residential, smoke from second floor', 22);
  await send(fire.incident, 21, 'cfd/e12', ACKNOWLEDGED, EN_ROUTE, ON_SCENE);
  await send(fire.incident, 21, 'cfd/t4', EN_ROUTE, ON_SCENE);
  await send(fire.incident, 20, 'cfd/bc2', EN_ROUTE);
  await send(fire.incident, 19, 'cfd/e83', ACKNOWLEDGED);
  await ok(incidents.noteIncident({ header: header(15), incident: fire.incident, text: 'Hydrant frozen at Lawrence; next supply on Ainslie.', urgent: true }, as));
  await ok(incidents.noteIncident({ header: header(11), incident: fire.incident, text: 'Primary search of second floor complete, all clear.' }, as));
  const call = randomUUID();
  await ok(createClient(CallService, transport).takeCall({ header: header(22), call, channel: 1, place: '4812 N Broadway', callerName: 'Rosa Diaz', callbackNumber: '312-555-0147', narrative: 'Smoke coming out of the window above the shop.' }, as));
  await ok(createClient(CallService, transport).attachCall({ header: header(22), call, incident: fire.incident }, as));
  const cardiac = await open('CARDIAC ARREST', 1, '233 S Wacker Dr, lobby', '', 9);
  await send(cardiac.incident, 8, 'cfd/a7', EN_ROUTE, ON_SCENE, AT_PATIENT);
  const crash = await open('VEHICLE ACCIDENT', 2, 'I-90 at Ohio St, inbound', 'Two cars and a bus, lanes 2 and 3 blocked', 14);
  await send(crash.incident, 13, 'cfd/a3', EN_ROUTE, ON_SCENE, TRANSPORTING);
  await send(crash.incident, 12, 'cpd/1831', EN_ROUTE);
  const alarm = await open('FIRE ALARM', 3, '1600 S Indiana Ave', 'Panel shows zone 4', 6);
  await send(alarm.incident, 5, 'cfd/e13');
  await open('SMOKE INVESTIGATION', 1, '2950 W Devon Ave', 'Smell of smoke in hallway', 3);
  await open('SICK PERSON', 2, '750 W Montrose Ave', '', 5);
  await open('WIRES DOWN', 3, 'Kedzie Ave at 51st St', 'Tree on line, arcing', 12);
  await open('WATER MAIN', 3, 'Halsted St at 18th St', 'Water in the street, freezing', 31);
  return { address, fire, alarm };
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
const sessionsAt = (address: string) => createClient(SessionService, createGrpcWebTransport({ baseUrl: address }));

/** A token, got without a browser. */
export const signInByCall = async (address: string, where: string, account: string, secret: string) => (await sessionsAt(address).signIn({ realm: where, account, password: secret })).token;

/** The id of the session that a token stands for. */
export const ownSession = async (address: string, token: string) => sessionsAt(address).getSelf({}, bearerOf(token));

export const revoke = (address: string, admin: string, { account, session }: { account: string; session: string }) =>
  sessionsAt(address).revokeSession({ realm, account, session }, bearerOf(admin));
