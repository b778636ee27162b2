import { create, fromBinary, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import { WatchResponseSchema, type ChannelFrameSchema, type ChangeSchema } from '../src/gen/eoc/v1/picture_pb';
import { AssignmentOutcome, AssignmentStep, EntityKind, type Discipline, PrimaryStatus } from '../src/picture/wire';

type Init = MessageInitShape<typeof WatchResponseSchema>;
type Change = MessageInitShape<typeof ChangeSchema>;

/** A message as it comes off the wire: encoded and decoded, so that a fixture cannot say what bytes could not. */
export const message = (init: Init) => fromBinary(WatchResponseSchema, toBinary(WatchResponseSchema, create(WatchResponseSchema, init)));

export const frame = (init: MessageInitShape<typeof ChannelFrameSchema>) => message({ channels: [init] });

/** The whole of a channel in one part. */
export const snapshot = (channel: string, sequence: bigint, changes: Change[], more: MessageInitShape<typeof ChannelFrameSchema> = {}) =>
  frame({ channel, epoch: 7n, sequence, previous: 0n, check: 99, snapshot: { part: 0, parts: 1 }, changes, ...more } as MessageInitShape<typeof ChannelFrameSchema>);

/** The frame after `sequence - 1`. */
export const following = (channel: string, sequence: bigint, changes: Change[], more: MessageInitShape<typeof ChannelFrameSchema> = {}) =>
  frame({ channel, epoch: 7n, sequence, previous: sequence - 1n, check: 99, changes, ...more });

export const beat = (at: number, viewer: { opened?: string[]; closed?: string[]; delayed?: boolean } = {}) =>
  message({
    viewer: {
      opened: viewer.opened ?? [],
      closed: viewer.closed ?? [],
      heartbeat: { serverTime: timestampFromMs(at), realmTime: timestampFromMs(at), delayed: viewer.delayed ?? false },
    },
  });

export const unit = (id: string, version: bigint, slot?: number, more: { active?: string; primary?: PrimaryStatus } = {}): Change => ({
  change: {
    case: 'upsert',
    value: {
      kind: EntityKind.UNIT,
      id,
      version,
      ...(slot === undefined ? {} : { slot }),
      view: { case: 'unit', value: { agency: id.split('/')[0]!, callSign: id.split('/')[1]!.toUpperCase(), kind: 'ENGINE', primary: more.primary ?? PrimaryStatus.AVAILABLE, activeAssignment: more.active ?? '' } },
    },
  },
});

export const incident = (id: string, version: bigint, more: { number?: string; priority?: number; openedAt?: number; type?: string; place?: string } = {}): Change => ({
  change: {
    case: 'upsert',
    value: {
      kind: EntityKind.INCIDENT,
      id,
      version,
      view: {
        case: 'incident',
        value: {
          number: more.number ?? 'cfd-2026-000042',
          type: more.type ?? 'FIRE',
          priority: more.priority ?? 1,
          place: more.place ?? 'Clark St',
          openedAt: timestampFromMs(more.openedAt ?? 1_000),
        },
      },
    },
  },
});

export const assignment = (unitId: string, incidentId: string, version: bigint, step = AssignmentStep.DISPATCHED, outcome = AssignmentOutcome.UNSPECIFIED): Change => ({
  change: {
    case: 'upsert',
    value: { kind: EntityKind.ASSIGNMENT, id: `${unitId}:a1`, version, view: { case: 'assignment', value: { unit: unitId, incident: incidentId, step, outcome, since: timestampFromMs(2_000) } } },
  },
});

export const agency = (id: string, discipline: Discipline, version: bigint): Change => ({
  change: { case: 'upsert', value: { kind: EntityKind.AGENCY, id, version, view: { case: 'agency', value: { name: id, discipline } } } },
});

export const removal = (kind: EntityKind, id: string): Change => ({ change: { case: 'removal', value: { kind, id } } });
