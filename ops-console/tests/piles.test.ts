import { describe, expect, test } from 'vitest';
import { asideOf } from '../src/map/fan';
import { Placed } from '../src/map/picking';
import { UnitColumns } from '../src/picture/columns';
import { mostInPile } from '../src/picture/layout';
import { Look } from '../src/picture/looks';
import { mercatorX, mercatorY } from '../src/picture/mercator';
import { AssignmentStep } from '../src/picture/wire';

const station = { latitude: 41_900_000, longitude: -87_650_000, north: 0, east: 0, fixedAt: 1_000 };
const enRoute = AssignmentStep.EN_ROUTE / 10;

function placed(...units: [unit: string, look: number, north?: number][]) {
  const columns = new UnitColumns();
  for (const [unit, look, north = 0] of units) {
    columns.dress(unit, look, 'ENGINE');
    columns.move(unit, { ...station, latitude: station.latitude + north });
  }
  const taken = new Placed();
  const bytes = columns.take()!;
  const names: string[] = [];
  for (const [row, name] of bytes.named) names[row] = name;
  taken.take(bytes, names);
  return taken;
}

const counts = (map: Placed, ...units: string[]) => units.map((unit) => map.of(unit)!.count);

describe('units at one place', () => {
  test('a unit alone stands for itself, in its own place', () => {
    const map = placed(['cfd/e1', Look.AVAILABLE], ['cfd/e2', Look.AVAILABLE, 2_000]);
    expect(counts(map, 'cfd/e1', 'cfd/e2')).toEqual([1, 1]);
    expect(map.of('cfd/e2')!.place).toBe(0);
  });

  test('the first available stands for all that could be sent; who is out of service there stands behind', () => {
    const map = placed(['cfd/e1', Look.OUT], ['cfd/t1', Look.AVAILABLE], ['cfd/a1', Look.AVAILABLE]);
    expect(counts(map, 'cfd/e1', 'cfd/t1', 'cfd/a1')).toEqual([0, 2, 0]);
    expect(['cfd/e1', 'cfd/t1', 'cfd/a1'].map((unit) => map.of(unit)!.place)).toEqual([0, 1, 2]);
  });

  test('where none is available those out of service are shown', () => {
    expect(counts(placed(['cfd/e1', Look.OUT], ['cfd/e2', Look.OUT]), 'cfd/e1', 'cfd/e2')).toEqual([2, 0]);
  });

  test('who serves an incident is never hidden behind one who does not', () => {
    const map = placed(['cfd/e1', Look.AVAILABLE], ['cfd/e2', enRoute], ['cfd/e3', Look.AVAILABLE]);
    expect(counts(map, 'cfd/e1', 'cfd/e2', 'cfd/e3')).toEqual([2, 1, 0]);
  });

  test('more than a mark can say share the last number', () => {
    const map = placed(...Array.from({ length: 20 }, (_, at) => [`cfd/e${at}`, Look.AVAILABLE] as [string, number]));
    expect(map.of('cfd/e0')!.count).toBe(mostInPile);
    expect(map.of('cfd/e19')!.place).toBe(mostInPile);
    expect(map.together(map.rowOf('cfd/e0'))).toHaveLength(20);
  });

  test('a status that changes takes nothing of an old pile along', () => {
    const columns = new UnitColumns();
    for (const unit of ['cfd/e1', 'cfd/e2']) {
      columns.dress(unit, Look.AVAILABLE, 'ENGINE');
      columns.move(unit, station);
    }
    columns.take();
    columns.move('cfd/e2', { ...station, latitude: station.latitude + 5_000 });
    const map = new Placed();
    map.take(columns.take()!, ['cfd/e1', 'cfd/e2']);
    expect(counts(map, 'cfd/e1', 'cfd/e2')).toEqual([1, 1]);
  });

  test('the pointer finds the symbol that is drawn: from afar the one that stands for all, from near each where it is fanned out to', () => {
    const map = placed(['cfd/e1', Look.AVAILABLE], ['cfd/e2', Look.AVAILABLE]);
    const [x, y] = [mercatorX(-87.65), mercatorY(41.9)];
    expect(map.at(map.nearest(x, y, 1e-6))!.unit).toBe('cfd/e1');
    const radius = 1e-6;
    const [right, down] = asideOf(1);
    expect(map.at(map.nearest(x, y, radius, radius))!.unit).toBe('cfd/e1');
    expect(map.at(map.nearest(x + right * radius, y + down * radius, radius, radius))!.unit).toBe('cfd/e2');
  });
});
