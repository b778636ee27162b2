import { describe, expect, test } from 'vitest';
import { Placed } from '../src/map/picking';
import { UnitColumns } from '../src/picture/columns';
import { crews } from '../src/picture/crews';
import { Look, looks } from '../src/picture/looks';
import { mercatorX, mercatorY } from '../src/picture/mercator';
import { Picture } from '../src/picture/picture';
import { AssignmentStep, EntityKind } from '../src/picture/wire';
import { assignment, following, removal, snapshot, unit } from './frames';
import { pack, packSigned, packSlots } from './packing';

const at = (latitude: number, longitude: number, fixedAt = 1_000_000) => ({ latitude: latitude * 1e6, longitude: longitude * 1e6, north: 0, east: 0, fixedAt });

/** What a page sees of columns after taking all they have. */
function page(columns: UnitColumns, placed = new Placed(), names: string[] = []) {
  const units = columns.take();
  if (units === undefined) return placed;
  for (const [row, name] of units.named) names[row] = name;
  placed.take(units, names);
  return placed;
}

describe('the columns of units', () => {
  test('carry place, age, status and kind of a unit to the page, to the metre', () => {
    const columns = new UnitColumns();
    columns.dress('cfd/e12', AssignmentStep.ON_SCENE / 10, 'ENGINE');
    columns.move('cfd/e12', at(41.9691, -87.6597));
    columns.move('cpd/7', at(41.8, -87.7, 1_090_000));
    columns.dress('cpd/7', Look.OUT, 'PATROL');
    const placed = page(columns);
    const engine = placed.of('cfd/e12')!;
    expect(Math.abs(engine.latitude - 41.9691) * 111_320).toBeLessThan(1);
    expect(Math.abs(engine.longitude + 87.6597) * 83_000).toBeLessThan(1);
    expect([looks[engine.look]!.word, crews[engine.crew]!.letters, engine.fixedAt, engine.heading]).toEqual(['on scene', 'E', 1_000_000, undefined]);
    expect([looks[placed.of('cpd/7')!.look]!.word, crews[placed.of('cpd/7')!.crew]!.outline, placed.of('cpd/7')!.fixedAt]).toEqual(['out of service', 'shield', 1_090_000]);
  });

  test('take a heading from how a unit moved, from its first frame on, and none from a receiver’s noise', () => {
    const columns = new UnitColumns();
    columns.move('cfd/e1', { ...at(41.9, -87.65), north: 10, east: -10 });
    expect(page(columns).of('cfd/e1')!.heading).toBeUndefined();
    columns.move('cfd/e2', { ...at(41.9, -87.64), north: 0, east: 10_000 });
    expect(Math.abs(headingOf(columns, 'cfd/e2')! - 90)).toBeLessThan(1.5);
    columns.move('cfd/e2', at(41.9, -87.64));
    columns.dress('cfd/e2', Look.AVAILABLE, 'ENGINE');
    expect(Math.abs(headingOf(columns, 'cfd/e2')! - 90)).toBeLessThan(1.5);
    columns.move('cfd/e2', { ...at(41.9, -87.64), north: -7_443, east: -10_000 });
    expect(Math.abs(headingOf(columns, 'cfd/e2')! - 225)).toBeLessThan(1.5);
  });

  test('give a row that became free to the next, and say so', () => {
    const columns = new UnitColumns();
    const [placed, names] = [new Placed(), [] as string[]];
    columns.move('cfd/e1', at(41.9, -87.65));
    columns.move('cfd/e2', at(41.91, -87.65));
    page(columns, placed, names);
    columns.remove('cfd/e1');
    page(columns, placed, names);
    expect(placed.of('cfd/e1')).toBeUndefined();
    expect(placed.nearest(mercatorX(-87.65), mercatorY(41.9), 1e-9)).toBe(-1);
    columns.move('cfd/e3', at(41.92, -87.65));
    page(columns, placed, names);
    expect(placed.of('cfd/e3')!.row).toBe(0);
    expect(placed.rowOf('cfd/e1')).toBe(-1);
  });

  test('hold 25,000 units in 400 kB, and find the nearest of them', () => {
    const columns = new UnitColumns();
    for (let number = 0; number < 25_000; number++) columns.move(`cfd/u${number}`, at(41.6 + (number % 250) * 0.002, -87.9 + Math.floor(number / 250) * 0.004));
    const units = columns.take()!;
    expect(units.bytes.byteLength).toBe(400_000);
    const placed = new Placed();
    placed.take(units, units.named.map(([, name]) => name));
    const row = placed.nearest(mercatorX(-87.9 + 40 * 0.004 + 0.0005), mercatorY(41.6 + 17 * 0.002), 1e-4);
    expect(placed.at(row)!.unit).toBe(`cfd/u${40 * 250 + 17}`);
    const { rows, count } = placed.inside({ west: 0, east: 1, north: 0, south: 1 }, 5);
    expect([rows.length, count]).toEqual([5, 25_000]);
  });
});

describe('the picture’s columns', () => {
  test('follow frames: a unit with a slot is placed, dressed by what it serves, and gone when it is removed', () => {
    const picture = new Picture();
    const block = { atMs: 5_000n, absolute: true, rows: 1, slotColumn: packSlots([3]), latitudeColumn: packSigned([41_900_000]), longitudeColumn: packSigned([-87_650_000]), ageColumn: pack([2]) };
    picture.apply(snapshot('a', 1n, [unit('cfd/e12', 1n, 3, { active: 'a1' }), assignment('cfd/e12', 'i1', 1n, AssignmentStep.EN_ROUTE)], { positions: [block] }));
    picture.takeDiff();
    const placed = page(picture.columns);
    expect(placed.of('cfd/e12')!.fixedAt).toBe(3_000);
    expect(looks[placed.of('cfd/e12')!.look]!.word).toBe('en route');
    picture.apply(following('a', 2n, [removal(EntityKind.ASSIGNMENT, 'cfd/e12:a1')]));
    picture.takeDiff();
    expect(looks[page(picture.columns, placed, ['cfd/e12']).of('cfd/e12')!.look]!.word).toBe('committed');
    picture.apply(following('a', 3n, [removal(EntityKind.UNIT, 'cfd/e12')]));
    picture.takeDiff();
    expect(page(picture.columns, placed, ['cfd/e12']).of('cfd/e12')).toBeUndefined();
  });
});

function headingOf(columns: UnitColumns, unit: string) {
  const placed = new Placed();
  const units = columns.everything()!;
  placed.take(units, units.named.map(([, name]) => name));
  return placed.of(unit)!.heading;
}
