import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { ChangeSchema, ChannelFrameSchema, WatchResponseSchema } from '../src/gen/eoc/v1/picture_pb';
import { AssignmentStep, Discipline, EntityKind, PrimaryStatus } from '../src/picture/wire';
import { packSigned, packSlots } from '../tests/packing';

type Change = MessageInitShape<typeof ChangeSchema>;
type Frame = MessageInitShape<typeof ChannelFrameSchema>;
type Message = MessageInitShape<typeof WatchResponseSchema>;

export const unitCount = 25_000;
export const incidentCount = 2_000;
const cells = 25;
const unitsPerCell = unitCount / cells;
/** Each unit moves once a second, a quarter of them in each tick of 250 ms. */
const turns = 4;
/** How many assignments go one step on in each tick. */
const changesPerTick = 25;
const agencies = 12;
const kinds = ['ENGINE', 'LADDER', 'AMBULANCE', 'PATROL', 'TRAFFIC AIDE', 'PLOW', 'BUS', 'CHIEF'];
const disciplines = [Discipline.POLICE, Discipline.FIRE, Discipline.EMERGENCY_MEDICAL, Discipline.PUBLIC_WORKS];
const steps = [AssignmentStep.DISPATCHED, AssignmentStep.ACKNOWLEDGED, AssignmentStep.EN_ROUTE, AssignmentStep.ON_SCENE];

const unitId = (cell: number, slot: number) => `${agencyId(cell % agencies)}/c${cell}u${slot}`;
const agencyId = (number: number) => `a${String(number + 1).padStart(2, '0')}`;
const channelOf = (cell: number) => `${837 + cell}:-1753/units/room`;
const incidentId = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
/** Every fifth unit serves an incident. */
const servedBy = (cell: number, slot: number) => (slot % 5 === 0 ? incidentId(((cell * unitsPerCell + slot) / 5) % incidentCount) : undefined);

/** The whole picture, channel by channel. */
export function* firstFrames(now: number): Generator<Message> {
  const names = [...Array(cells).keys()].map(channelOf);
  yield { viewer: { opened: ['all/directory/room', ...names, 'all/incidents/room'], heartbeat: { serverTime: timestampFromMs(now), realmTime: timestampFromMs(now) } } };
  yield { channels: [whole('all/directory/room', [...Array(agencies).keys()].map(agency), [])] };
  yield { channels: [whole('all/incidents/room', [...Array(incidentCount).keys()].map((number) => incident(number, now)), [])] };
  for (let cell = 0; cell < cells; cell++) yield { channels: [whole(channelOf(cell), members(cell, now), [places(cell, now)])] };
}

/** What happens in a tick: a quarter of the units move, some assignments go on. */
export function nextFrames(number: number, now: number): Message {
  const changed = [...Array(changesPerTick).keys()].map((at) => ({ cell: (number + at) % cells, slot: ((number * 7 + at * 31) % (unitsPerCell / 5)) * 5 }));
  const positions = [moved(number, now)];
  const channels = [...Array(cells).keys()].map((cell) => ({
    ...header(channelOf(cell), number + 1),
    changes: changed.filter((one) => one.cell === cell).map(({ slot }) => assignment(cell, slot, number, now)),
    positions,
  }));
  return { channels };
}

const header = (channel: string, sequence: number) => ({ channel, epoch: 1n, sequence: BigInt(sequence), previous: BigInt(sequence - 1), check: 1 });

const whole = (channel: string, changes: Change[], positions: NonNullable<Frame['positions']>) => ({ ...header(channel, 1), snapshot: { part: 0, parts: 1 }, changes, positions });

function members(cell: number, now: number): Change[] {
  return [...Array(unitsPerCell).keys()].flatMap((slot) => {
    const served = servedBy(cell, slot);
    return served === undefined ? [unit(cell, slot, '', now)] : [unit(cell, slot, 'a1', now), assignment(cell, slot, 0, now)];
  });
}

function agency(number: number): Change {
  const view = { name: `Department ${number + 1}`, discipline: disciplines[number % disciplines.length]!, mayDispatch: [] };
  return { change: { case: 'upsert', value: { kind: EntityKind.AGENCY, id: agencyId(number), version: 1n, view: { case: 'agency', value: view } } } };
}

function unit(cell: number, slot: number, active: string, now: number): Change {
  const id = unitId(cell, slot);
  const primary = active === '' ? PrimaryStatus.AVAILABLE : PrimaryStatus.NOT_AVAILABLE;
  const view = { agency: id.slice(0, 3), callSign: `${kinds[slot % 8]!.charAt(0)}${cell * unitsPerCell + slot}`, kind: kinds[slot % 8]!, primary, primarySince: timestampFromMs(now - slot * 1000), activeAssignment: active };
  return { change: { case: 'upsert', value: { kind: EntityKind.UNIT, id, version: 1n, slot, view: { case: 'unit', value: view } } } };
}

function assignment(cell: number, slot: number, version: number, now: number): Change {
  const id = unitId(cell, slot);
  const view = { unit: id, incident: servedBy(cell, slot)!, by: 'a01', step: steps[(version + slot) % 4]!, since: timestampFromMs(now) };
  return { change: { case: 'upsert', value: { kind: EntityKind.ASSIGNMENT, id: `${id}:a1`, version: BigInt(version + 1), view: { case: 'assignment', value: view } } } };
}

function incident(number: number, now: number): Change {
  const view = {
    number: `a01-2026-${String(number + 1).padStart(6, '0')}`, type: ['STRUCTURE FIRE', 'SICK PERSON', 'VEHICLE ACCIDENT', 'WATER MAIN'][number % 4]!, priority: (number % 3) + 1, place: `${number} N State St`,
    openedAt: timestampFromMs(now - number * 1000), position: { latitude: 41.65 + (number % 50) * 0.0076, longitude: -87.85 + Math.floor(number / 50) * 0.0078 },
  };
  return { change: { case: 'upsert', value: { kind: EntityKind.INCIDENT, id: incidentId(number), version: 1n, view: { case: 'incident', value: view } } } };
}

function places(cell: number, now: number) {
  const slots = [...Array(unitsPerCell).keys()];
  const [south, west] = [41_650_000 + (cell % 5) * 76_000, -87_850_000 + Math.floor(cell / 5) * 62_000];
  const across = 40;
  const north = (slot: number) => south + Math.floor(slot / across) * 3_000;
  const east = (slot: number) => west + (slot % across) * 1_500;
  return {
    atMs: BigInt(now),
    absolute: true,
    rows: slots.length,
    slotColumn: packSlots(slots),
    latitudeColumn: packSigned(slots.map((slot) => (slot === 0 ? north(0) : north(slot) - north(slot - 1)))),
    longitudeColumn: packSigned(slots.map((slot) => (slot === 0 ? east(0) : east(slot) - east(slot - 1)))),
  };
}

function moved(number: number, now: number) {
  const first = number % turns;
  const slots = [...Array(unitsPerCell / turns).keys()];
  const step = (slot: number, phase: number) => Math.round(100 * Math.sin(slot * 1.7 + number / 40 + phase));
  return {
    atMs: BigInt(now),
    rows: slots.length,
    slotColumn: packSlots(slots.map((at) => first + at * turns)),
    latitudeColumn: packSigned(slots.map((slot) => step(slot, 0))),
    longitudeColumn: packSigned(slots.map((slot) => step(slot, 1.6))),
  };
}
