import { describe, expect, test } from 'vitest';
import { understand } from '../src/commanding/command';
import { complete } from '../src/commanding/completion';
import { withUnit } from '../src/commanding/line';
import { noResources, type Resources } from '../src/commanding/recommending';
import type { World } from '../src/commanding/world';
import { Mirror } from '../src/picture/mirror';
import { Picture } from '../src/picture/picture';
import { AssignmentStep, IfCommitted, PrimaryStatus } from '../src/picture/wire';
import { assignment, incident, snapshot, unit } from './frames';

function world(shown?: string, resources: Resources = noResources): World {
  const picture = new Picture();
  picture.apply(
    snapshot('a', 1n, [
      unit('cfd/e12', 1n), unit('cfd/e2', 1n), unit('cfd/t4', 1n, undefined, { active: 'a1', primary: PrimaryStatus.NOT_AVAILABLE }), unit('cpd/12', 1n), unit('cfd/12', 1n),
      incident('i1', 1n, { number: 'cfd-2026-001042', type: 'FIRE' }), incident('i2', 1n, { number: 'cpd-2026-000007' }), incident('i3', 1n, { number: 'cfd-2026-000007' }),
      assignment('cfd/t4', 'i1', 1n),
    ]),
  );
  const mirror = new Mirror();
  mirror.apply(false, picture.takeDiff().changed, []);
  return { incidents: mirror.incidents, units: mirror.units, agencies: mirror.agencies, shown: shown === undefined ? undefined : mirror.incidents.get(shown), agency: 'cfd', sentTo: (id) => mirror.openAssignmentsOf(id).map((one) => one.unit), resources };
}

describe('a command line', () => {
  test('dispatches several units to a numbered incident', () => {
    expect(understand('d e12 T4,e2 > 1042', world())).toMatchObject({ kind: 'dispatch', units: [{ id: 'cfd/e12' }, { id: 'cfd/t4' }, { id: 'cfd/e2' }], incident: { id: 'i1' }, ifCommitted: IfCommitted.REFUSE, reason: '' });
  });

  test('goes to the incident shown when it names none', () => {
    expect(understand('D E12', world('i1'))).toMatchObject({ kind: 'dispatch', incident: { id: 'i1' } });
    expect(understand('D E12', world())).toMatchObject({ problem: expect.stringContaining('Which incident?') });
  });

  test('takes a reason, a later step, and what to do with a committed unit', () => {
    expect(understand('DD T4 > 1042 r:life at risk', world())).toMatchObject({ ifCommitted: IfCommitted.DIVERT, reason: 'life at risk' });
    expect(understand('DO E12 > 1042', world())).toMatchObject({ then: AssignmentStep.ON_SCENE });
  });

  test('sets a status on several units at once', () => {
    expect(understand('os e12 e2', world())).toMatchObject({ kind: 'advance', step: AssignmentStep.ON_SCENE, units: [{ id: 'cfd/e12' }, { id: 'cfd/e2' }] });
  });

  test('brings a unit or an incident to the middle of the map, and follows a unit', () => {
    expect(understand('m e12', world())).toMatchObject({ kind: 'centre', unit: { id: 'cfd/e12' } });
    expect(understand('m 1042', world())).toMatchObject({ kind: 'centre', incident: { id: 'i1' } });
    expect(understand('m', world())).toEqual({ kind: 'centre', unit: undefined, incident: undefined });
    expect(understand('mf t4', world())).toMatchObject({ kind: 'follow', unit: { id: 'cfd/t4' } });
    expect(understand('mf 1042', world())).toMatchObject({ problem: expect.stringContaining('no unit') });
  });

  test('clears with a disposition', () => {
    expect(understand('CL E12 d:14', world())).toMatchObject({ kind: 'clear', disposition: '14' });
  });

  test('a note keeps its words as they are, tags and all', () => {
    expect(understand('N! 1042 mayday  r:west > stair', world())).toMatchObject({ kind: 'note', urgent: true, text: 'mayday  r:west > stair', incident: { id: 'i1' } });
    expect(understand('N two hydrants dry', world('i1'))).toMatchObject({ text: 'two hydrants dry', incident: { id: 'i1' } });
  });

  test('a number alone shows the incident', () => {
    expect(understand('1042', world())).toMatchObject({ kind: 'show', incident: { id: 'i1' } });
  });

  test('closing takes dispositions of one’s own and of other agencies', () => {
    expect(understand('C 1042 d:out d.cpd:report taken', world())).toMatchObject({ kind: 'close', dispositions: [{ agency: 'cfd', disposition: 'out' }, { agency: 'cpd', disposition: 'report taken' }] });
  });

  test('what could be two things is asked, not guessed', () => {
    expect(understand('D 12 > 1042', world())).toMatchObject({ problem: expect.stringMatching(/cpd\/12 or cfd\/12|cfd\/12 or cpd\/12/) });
    expect(understand('S 7', world())).toMatchObject({ problem: expect.stringContaining('cpd-7') });
    expect(understand('S cpd-7', world())).toMatchObject({ kind: 'show', incident: { id: 'i2' } });
  });

  test('an unknown word, unit or tag says how to mend it', () => {
    expect(understand('FLY E12', world())).toMatchObject({ problem: expect.stringContaining('?') });
    expect(understand('EN E99', world())).toMatchObject({ problem: expect.stringContaining('E99') });
    expect(understand('EN E12 d:14', world())).toMatchObject({ problem: expect.stringContaining('takes no d:') });
  });

  test('a new incident is named with its place', () => {
    expect(understand('NEW VEHICLE FIRE @ 1200 N State p:1', world())).toEqual({ kind: 'new', type: 'VEHICLE FIRE', place: '1200 N State', priority: 1 });
  });
});

describe('completion', () => {
  const texts = (line: string, shown?: string) => complete(line, world(shown)).candidates.map((candidate) => candidate.text);

  test('offers units that can go first, in natural order, and none twice', () => {
    expect(texts('D ')).toEqual(['cpd/12', 'cfd/12', 'E2', 'E12', 'T4']);
    expect(texts('D E12 e')).toEqual(['E2']);
  });

  test('offers incidents after the mark, the one shown first', () => {
    expect(texts('D E12 > ', 'i3')[0]).toBe('cfd-7');
    expect(texts('D E12 > 10')).toEqual(['1042']);
  });

  test('offers verbs, and nothing in free text', () => {
    expect(texts('oo')).toEqual(['OOS']);
    expect(texts('N 1042 wat')).toEqual([]);
  });
});

describe('a unit clicked on the board', () => {
  test('joins those named in a line that sends, once, and begins a line otherwise', () => {
    expect(withUnit('', 'E12')).toBe('D E12 ');
    expect(withUnit('d e2 ', 'E12')).toBe('d e2 E12 ');
    expect(withUnit('d e12 ', 'E12')).toBe('d e12 ');
    expect(withUnit('D E2 > 1042', 'E12')).toBe('D E12 ');
    expect(withUnit('N 1042 text', 'E12')).toBe('D E12 ');
  });
});
