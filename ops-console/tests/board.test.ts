import { describe, expect, test } from 'vitest';
import { BoardLines } from '../src/features/units/lines';
import { Roster } from '../src/features/units/roster';
import { Mirror } from '../src/picture/mirror';
import { Picture } from '../src/picture/picture';
import { Discipline, EntityKind, PrimaryStatus } from '../src/picture/wire';
import { inSight } from '../src/ui/sight';
import { agency, assignment, following, incident, removal, snapshot, unit } from './frames';

function roster() {
  const picture = new Picture();
  picture.apply(
    snapshot('a', 1n, [
      unit('cfd/e12', 1n, undefined, { active: 'a1' }), assignment('cfd/e12', 'i1', 1n), incident('i1', 1n), unit('cfd/e2', 1n), unit('cfd/e5', 1n, undefined, { primary: PrimaryStatus.NOT_AVAILABLE }),
      unit('cpd/7', 1n, undefined, { active: 'hidden' }),
    ]),
  );
  const mirror = new Mirror();
  mirror.apply(false, picture.takeDiff().changed, []);
  const made = new Roster();
  made.refresh(mirror, mirror.takeTouched().units);
  return { made, mirror, picture };
}

describe('the unit board', () => {
  test('of a city that comes all at once stands in the same order as of one that came unit by unit', () => {
    const ids = [...Array(3_000).keys()].map((number) => `cfd/e${(number * 1_237) % 3_000}`);
    const mirror = new Mirror();
    const [atOnce, oneByOne] = [new Roster(), new Roster()];
    const take = (roster: Roster, ids: readonly string[]) => {
      const picture = new Picture();
      picture.apply(snapshot('a', 1n, ids.map((id) => unit(id, 1n))));
      mirror.apply(false, picture.takeDiff().changed, []);
      roster.refresh(mirror, mirror.takeTouched().units);
    };
    take(atOnce, ids);
    for (let at = 0; at < ids.length; at += 500) take(oneByOne, ids.slice(at, at + 500));
    expect(oneByOne.order).toEqual(atOnce.order);
    expect(atOnce.order.slice(0, 3)).toEqual(['cfd/e0', 'cfd/e1', 'cfd/e2']);
    expect(atOnce.order).toHaveLength(3_000);
  });

  test('stands by agency and call sign, each with a sign and a word', () => {
    const { made } = roster();
    expect(made.order.map(made.of).map((row) => [row!.unit.callSign, row!.shown.sign, row!.shown.word, row!.group])).toEqual([
      ['E2', '○', 'available', 'free'], ['E5', '×', 'out of service', 'out'], ['E12', '?', 'dispatched', 'assigned'], ['7', '●', 'committed', 'assigned'],
    ]);
    expect(made.counts).toEqual({ free: 1, assigned: 2, out: 1 });
  });

  test('keeps its order and its counts as units come, change and go, and looks at nothing else again', () => {
    const { made, mirror, picture } = roster();
    const untouched = made.of('cfd/e12');
    picture.apply(following('a', 2n, [unit('cfd/e3', 1n), unit('cfd/e2', 2n, undefined, { primary: PrimaryStatus.NOT_AVAILABLE }), removal(EntityKind.UNIT, 'cpd/7')]));
    const { changed, gone } = picture.takeDiff();
    mirror.apply(false, changed, gone);
    made.refresh(mirror, mirror.takeTouched().units);
    expect(made.order).toEqual(['cfd/e2', 'cfd/e3', 'cfd/e5', 'cfd/e12']);
    expect(made.only('free')).toEqual(['cfd/e3']);
    expect(made.counts).toEqual({ free: 1, assigned: 1, out: 2 });
    expect(made.of('cfd/e12')).toBe(untouched);
  });

  test('has those first who go to most incidents, and counts by agency, also when the agencies come after their units', () => {
    const { made, mirror, picture } = roster();
    picture.apply(following('a', 2n, [agency('cfd', Discipline.UTILITY, 1n), agency('cpd', Discipline.POLICE, 1n)]));
    const { changed, gone } = picture.takeDiff();
    mirror.apply(false, changed, gone);
    made.refresh(mirror, mirror.takeTouched().units);
    expect(made.order).toEqual(['cpd/7', 'cfd/e2', 'cfd/e5', 'cfd/e12']);
    expect(made.countsOf('cfd')).toEqual({ free: 1, assigned: 1, out: 1 });
    expect(made.counts).toEqual({ free: 1, assigned: 2, out: 1 });
  });

  test('is cut into lines, as many units side by side as there is room for', () => {
    const lines = new BoardLines(roster().made.order, 2);
    expect(lines.slice(0, 9).map((line) => (line.kind === 'agency' ? `${line.agency} ${line.count}` : line.units.join(' ')))).toEqual(['cfd 3', 'cfd/e2 cfd/e5', 'cfd/e12', 'cpd 1', 'cpd/7']);
    expect(lines.slice(2, 4).map((line) => line.id)).toEqual(['cfd/e12', 'cpd']);
  });

  test('draws what is in sight and a little around it, of however many', () => {
    expect(inSight(25_000, 26, 260_000, 780)).toEqual({ from: 9_992, to: 10_038 });
    expect(inSight(3, 26, 0, 780)).toEqual({ from: 0, to: 3 });
  });
});
