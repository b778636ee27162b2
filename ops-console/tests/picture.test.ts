import { describe, expect, test } from 'vitest';
import { GapError } from '../src/picture/channel';
import { Mirror } from '../src/picture/mirror';
import { Picture } from '../src/picture/picture';
import { EntityKind } from '../src/picture/wire';
import { assignment, beat, following, frame, incident, message, removal, snapshot, unit } from './frames';
import { pack, packSigned, packSlots } from './packing';

const ids = (picture: Picture) => picture.everything().map((entity) => entity.id).sort();

describe('following a channel', () => {
  test('a snapshot and what follows make the picture', () => {
    const picture = new Picture();
    picture.apply(snapshot('c/units/room', 3n, [unit('cfd/e1', 1n), unit('cfd/e2', 1n)]));
    picture.apply(following('c/units/room', 4n, [unit('cfd/e3', 1n), removal(EntityKind.UNIT, 'cfd/e1')]));
    const diff = picture.takeDiff();
    expect(diff.changed.map((entity) => entity.id).sort()).toEqual(['cfd/e2', 'cfd/e3']);
    expect(diff.gone).toEqual([]);
    expect(picture.takeDiff()).toEqual({ changed: [], gone: [] });
  });

  test('a missing frame is a gap', () => {
    const picture = new Picture();
    picture.apply(snapshot('c/units/room', 3n, []));
    expect(() => picture.apply(following('c/units/room', 5n, []))).toThrow(GapError);
  });

  test('a frame of another epoch is a gap', () => {
    const picture = new Picture();
    picture.apply(snapshot('c/units/room', 3n, []));
    expect(() => picture.apply(following('c/units/room', 4n, [], { epoch: 8n }))).toThrow(GapError);
  });

  test('a frame of a channel that never began is a gap', () => {
    expect(() => new Picture().apply(following('c/units/room', 1n, []))).toThrow(GapError);
  });

  test('sequences beyond what a number holds are kept exactly', () => {
    const picture = new Picture();
    const far = 2n ** 60n + 1n;
    picture.apply(snapshot('c/units/room', far, []));
    expect(picture.tokens).toEqual([{ channel: 'c/units/room', epoch: 7n, sequence: far, check: 99 }]);
  });

  test('a snapshot in parts is whole only with its last, and then empties what was before', () => {
    const picture = new Picture();
    picture.apply(snapshot('c/units/room', 3n, [unit('cfd/e1', 1n)]));
    picture.takeDiff();
    picture.apply(frame({ channel: 'c/units/room', epoch: 9n, snapshot: { part: 0, parts: 2 }, changes: [unit('cfd/e2', 1n)] }));
    expect(picture.isWhole).toBe(false);
    expect(picture.tokens).toEqual([]);
    picture.apply(frame({ channel: 'c/units/room', epoch: 9n, sequence: 8n, check: 1, snapshot: { part: 1, parts: 2 }, changes: [unit('cfd/e3', 1n)] }));
    expect(picture.isWhole).toBe(true);
    const diff = picture.takeDiff();
    expect(diff.changed.map((entity) => entity.id).sort()).toEqual(['cfd/e2', 'cfd/e3']);
    expect(diff.gone).toEqual(['unit:cfd/e1']);
  });

  test('a part that is missing is a gap', () => {
    const picture = new Picture();
    picture.apply(frame({ channel: 'c/units/room', epoch: 9n, snapshot: { part: 0, parts: 3 } }));
    expect(() => picture.apply(frame({ channel: 'c/units/room', epoch: 9n, snapshot: { part: 2, parts: 3 } }))).toThrow(GapError);
  });
});

describe('a picture that comes', () => {
  const opened = (...names: string[]) => message({ viewer: { opened: names } });

  test('is a part until every channel that was opened has told its snapshot to the end', () => {
    const picture = new Picture();
    expect(picture.isComing).toBe(false);
    picture.apply(opened('a/units/room', 'b/units/room'));
    expect(picture.isComing).toBe(true);
    picture.apply(snapshot('a/units/room', 1n, [unit('cfd/e1', 1n)]));
    picture.apply(frame({ channel: 'b/units/room', epoch: 9n, snapshot: { part: 0, parts: 2 } }));
    expect(picture.isComing).toBe(true);
    picture.apply(frame({ channel: 'b/units/room', epoch: 9n, sequence: 8n, check: 1, snapshot: { part: 1, parts: 2 } }));
    expect(picture.isComing).toBe(false);
  });

  test('is no part when a stream goes on with what is held, of which nothing need be told', () => {
    const picture = new Picture();
    picture.apply(snapshot('a/units/room', 1n, [unit('cfd/e1', 1n)]));
    picture.beginStream();
    picture.apply(opened('a/units/room'));
    expect(picture.isComing).toBe(false);
  });

  test('waits for no channel that was closed, nor for those of a stream that broke', () => {
    const picture = new Picture();
    picture.apply(opened('a/units/room', 'b/units/room'));
    picture.apply(message({ viewer: { closed: ['a/units/room'] } }));
    expect(picture.isComing).toBe(true);
    picture.beginStream();
    expect(picture.isComing).toBe(false);
  });
});

describe('the union of channels', () => {
  test('an entity that moves from one channel to another is never gone', () => {
    const picture = new Picture();
    picture.apply(snapshot('a/units/room', 1n, [unit('cfd/e1', 1n)]));
    picture.apply(snapshot('b/units/room', 1n, []));
    picture.takeDiff();
    picture.apply(message({ channels: [following('a/units/room', 2n, [removal(EntityKind.UNIT, 'cfd/e1')]).channels[0]!, following('b/units/room', 2n, [unit('cfd/e1', 2n)]).channels[0]!] }));
    const diff = picture.takeDiff();
    expect(diff.gone).toEqual([]);
    expect(diff.changed.map((entity) => entity.id)).toEqual(['cfd/e1']);
  });

  test('the newest version counts, whichever channel it stands in', () => {
    const picture = new Picture();
    picture.apply(snapshot('a/incidents/room', 1n, [incident('i1', 5n, { type: 'NEW' })]));
    picture.apply(snapshot('b/incidents/room', 1n, [incident('i1', 4n, { type: 'OLD' })]));
    expect(picture.takeDiff().changed).toMatchObject([{ id: 'i1', type: 'NEW' }]);
  });

  test('a channel that closes takes its entities with it', () => {
    const picture = new Picture();
    picture.apply(snapshot('a/units/room', 1n, [unit('cfd/e1', 1n)]));
    picture.takeDiff();
    picture.apply(message({ viewer: { closed: ['a/units/room'] } }));
    expect(picture.takeDiff().gone).toEqual(['unit:cfd/e1']);
  });

  test('what a new stream does not open is forgotten with its first heartbeat, not before', () => {
    const picture = new Picture();
    picture.apply(snapshot('a/units/room', 1n, [unit('cfd/e1', 1n)]));
    picture.apply(snapshot('b/units/room', 1n, [unit('cfd/e2', 1n)]));
    picture.takeDiff();
    picture.beginStream();
    expect(ids(picture)).toEqual(['cfd/e1', 'cfd/e2']);
    picture.apply(beat(1_000, { opened: ['a/units/room'] }));
    expect(picture.takeDiff().gone).toEqual(['unit:cfd/e2']);
    expect(picture.tokens.map((token) => token.channel)).toEqual(['a/units/room']);
  });

  test('a kind that this page does not know is passed over', () => {
    const picture = new Picture();
    picture.apply(snapshot('a/units/room', 1n, [{ change: { case: 'upsert', value: { kind: 77 as EntityKind, id: 'x', version: 1n } } }, unit('cfd/e1', 1n)]));
    expect(picture.takeDiff().changed.map((entity) => entity.id)).toEqual(['cfd/e1']);
  });
});

describe('positions', () => {
  const moved = (atMs: bigint, slot: number, latitude: number, longitude: number, mark = 0) => ({
    atMs, rows: 1, slotColumn: packSlots([slot]), latitudeColumn: packSigned([latitude], mark), longitudeColumn: packSigned([longitude], mark),
  });
  const absolute = {
    atMs: 60_000n, absolute: true, rows: 2, slotColumn: packSlots([0, 2]), latitudeColumn: packSigned([41_880_000, 5]), longitudeColumn: packSigned([-87_630_000, -7]),
    northColumn: packSigned([0, 90]), eastColumn: packSigned([0, -40]), ageColumn: pack([3, 0]),
  };

  test('an absolute block tells rows from the row above, movements are from the place before or from the movement before', () => {
    const picture = new Picture();
    picture.apply(snapshot('a/units/room', 1n, [unit('cfd/e1', 1n, 0), unit('cfd/e2', 1n, 2)], { positions: [absolute] }));
    expect(picture.positionOf('cfd/e1')).toEqual({ latitude: 41_880_000, longitude: -87_630_000, north: 0, east: 0, fixedAt: 57_000 });
    expect(picture.positionOf('cfd/e2')).toEqual({ latitude: 41_880_005, longitude: -87_630_007, north: 90, east: -40, fixedAt: 60_000 });
    picture.apply(following('a/units/room', 2n, [], { positions: [moved(61_000n, 2, 3, -2, 32)] }));
    expect(picture.positionOf('cfd/e2')).toEqual({ latitude: 41_880_098, longitude: -87_630_049, north: 93, east: -42, fixedAt: 61_000 });
    picture.apply(following('a/units/room', 3n, [], { positions: [moved(62_000n, 2, 10, -10)] }));
    expect(picture.positionOf('cfd/e2')).toEqual({ latitude: 41_880_108, longitude: -87_630_059, north: 10, east: -10, fixedAt: 62_000 });
  });

  test('a slot that passes to another unit begins at 0, 0, and its first place is no movement', () => {
    const picture = new Picture();
    picture.apply(snapshot('a/units/room', 1n, [unit('cfd/e1', 1n, 0)], { positions: [moved(1n, 0, 5, 5)] }));
    picture.apply(following('a/units/room', 2n, [], { positions: [moved(1n, 0, 3, 4)] }));
    picture.apply(following('a/units/room', 3n, [removal(EntityKind.UNIT, 'cfd/e1'), unit('cfd/e9', 1n, 0)], { positions: [moved(2n, 0, 7, 8, 32)] }));
    expect(picture.positionOf('cfd/e1')).toBeUndefined();
    expect(picture.positionOf('cfd/e9')).toEqual({ latitude: 7, longitude: 8, north: 0, east: 0, fixedAt: 2 });
  });

  test('sums wrap around', () => {
    const picture = new Picture();
    picture.apply(snapshot('a/units/room', 1n, [unit('cfd/e1', 1n, 0)], { positions: [moved(1n, 0, 2_147_483_647, -2_147_483_648)] }));
    picture.apply(following('a/units/room', 2n, [], { positions: [moved(2n, 0, 1, -1)] }));
    expect(picture.positionOf('cfd/e1')).toMatchObject({ latitude: -2_147_483_648, longitude: 2_147_483_647 });
  });
});

describe('the page’s mirror', () => {
  test('finds a unit’s assignment, and forgets it with its removal', () => {
    const picture = new Picture();
    const mirror = new Mirror();
    picture.apply(snapshot('a', 1n, [unit('cfd/e1', 1n, undefined, { active: 'a1' }), incident('i1', 1n), assignment('cfd/e1', 'i1', 1n)]));
    mirror.apply(true, picture.everything(), []);
    expect(mirror.incidents.size).toBe(0);
    const diff = picture.takeDiff();
    mirror.apply(false, diff.changed, diff.gone);
    expect(mirror.activeAssignment(mirror.units.get('cfd/e1')!)?.incident).toBe('i1');
    expect(mirror.openAssignmentsOf('i1')).toHaveLength(1);
    mirror.apply(false, [], ['assignment:cfd/e1:a1']);
    expect(mirror.openAssignmentsOf('i1')).toEqual([]);
  });

  test('a whole picture replaces what was there', () => {
    const mirror = new Mirror();
    const picture = new Picture();
    picture.apply(snapshot('a', 1n, [incident('i1', 1n), incident('i2', 1n)]));
    picture.takeDiff();
    mirror.apply(true, picture.everything(), []);
    mirror.apply(true, picture.everything().filter((entity) => entity.id === 'i2'), []);
    expect([...mirror.incidents.keys()]).toEqual(['i2']);
  });
});
