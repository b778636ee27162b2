import { describe, expect, test } from 'vitest';
import { inSight, linesOf } from '../src/features/units/lines';
import { board } from '../src/features/units/standing';
import { Mirror } from '../src/picture/mirror';
import { Picture } from '../src/picture/picture';
import { PrimaryStatus } from '../src/picture/wire';
import { assignment, incident, snapshot, unit } from './frames';

function rows() {
  const picture = new Picture();
  picture.apply(
    snapshot('a', 1n, [
      unit('cfd/e12', 1n, undefined, { active: 'a1' }), assignment('cfd/e12', 'i1', 1n), incident('i1', 1n), unit('cfd/e2', 1n), unit('cfd/e5', 1n, undefined, { primary: PrimaryStatus.NOT_AVAILABLE }),
      unit('cpd/7', 1n, undefined, { active: 'hidden' }),
    ]),
  );
  const mirror = new Mirror();
  mirror.apply(false, picture.takeDiff().changed, []);
  return board(mirror);
}

describe('the unit board', () => {
  test('stands by agency and call sign, each with a sign and a word', () => {
    expect(rows().map(({ unit: { callSign }, shown, group }) => [callSign, shown.sign, shown.word, group])).toEqual([
      ['E2', '○', 'available', 'free'], ['E5', '×', 'out of service', 'out'], ['E12', '?', 'dispatched', 'assigned'], ['7', '●', 'committed', 'assigned'],
    ]);
  });

  test('is cut into lines, as many units side by side as there is room for', () => {
    expect(linesOf(rows(), 2).map((line) => (line.kind === 'agency' ? `${line.agency} ${line.count}` : line.rows.map((row) => row.unit.id).join(' ')))).toEqual(['cfd 3', 'cfd/e2 cfd/e5', 'cfd/e12', 'cpd 1', 'cpd/7']);
  });

  test('draws what is in sight and a little around it, of however many', () => {
    expect(inSight(25_000, 26, 260_000, 780)).toEqual({ from: 9_992, to: 10_038 });
    expect(inSight(3, 26, 0, 780)).toEqual({ from: 0, to: 3 });
  });
});
