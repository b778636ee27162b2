import { describe, expect, test } from 'vitest';
import { inOrder, IncidentRows, waitOf } from '../src/features/incidents/queue';
import { Mirror } from '../src/picture/mirror';
import { Picture } from '../src/picture/picture';
import { AssignmentOutcome, AssignmentStep } from '../src/picture/wire';
import { elapsed } from '../src/ui/times';
import { assignment, incident, snapshot, unit } from './frames';

function queue() {
  const picture = new Picture();
  picture.apply(
    snapshot('a', 1n, [
      incident('served', 1n, { priority: 1, openedAt: 1_000 }), incident('young', 1n, { priority: 1, openedAt: 60_000 }), incident('old', 1n, { priority: 1, openedAt: 20_000 }),
      incident('routine', 1n, { priority: 3, openedAt: 500 }), unit('cfd/e1', 1n, undefined, { active: 'a1' }), assignment('cfd/e1', 'served', 1n),
    ]),
  );
  const made = new Mirror();
  made.apply(false, picture.takeDiff().changed, []);
  const rows = new IncidentRows();
  rows.refresh(made, made.takeTouched().incidents);
  return rows.queue;
}

describe('the incident queue', () => {
  test('has the oldest unassigned critical incident on top, and counts them', () => {
    expect(queue().rows.map((row) => row.incident.id)).toEqual(['old', 'young', 'routine', 'served']);
    expect(queue()).toMatchObject({ unassigned: 3, critical: 2, oldestCritical: 20_000 });
  });

  test('keeps its order while somebody’s hand is on it; newcomers come below', () => {
    const { rows } = queue();
    expect(inOrder(rows, ['served', 'routine', 'young']).map((row) => row.incident.id)).toEqual(['served', 'routine', 'young', 'old']);
  });

  test('has what is dealt with at the end: somebody was there and is clear, which is no unit missing', () => {
    const of = (outcome: AssignmentOutcome) => {
      const picture = new Picture();
      picture.apply(snapshot('a', 1n, [incident('i1', 1n, { openedAt: 1_000 }), incident('i2', 1n, { openedAt: 2_000 }), assignment('cfd/e1', 'i1', 1n, AssignmentStep.ON_SCENE, outcome), assignment('cfd/e2', 'i2', 1n)]));
      const made = new Mirror();
      made.apply(false, picture.takeDiff().changed, []);
      const rows = new IncidentRows();
      rows.refresh(made, made.takeTouched().incidents);
      return rows.queue;
    };
    const cleared = of(AssignmentOutcome.CLEARED);
    expect(cleared.rows.map(({ incident: { id }, isServed, isUnassigned }) => [id, isServed, isUnassigned])).toEqual([['i2', false, false], ['i1', true, false]]);
    expect(waitOf(cleared.rows[1]!, 10_000_000)).toBe('');
    expect(of(AssignmentOutcome.DIVERTED)).toMatchObject({ unassigned: 1, rows: [{ isServed: false, isUnassigned: true }, {}] });
  });

  test('says late in time for the priority', () => {
    const [old] = queue().rows;
    expect(waitOf(old!, 20_000 + 59_000)).toBe('');
    expect(waitOf(old!, 20_000 + 60_000)).toBe('watch');
    expect(waitOf(old!, 20_000 + 120_000)).toBe('late');
  });
});

test('elapsed times read the same everywhere', () => {
  expect([elapsed(0, 5), elapsed(1_000, 66_000), elapsed(1, 3_600_001), elapsed(9_000, 1_000), elapsed(1, 90_000_001)]).toEqual(['––:––', '01:05', '1:00:00', '00:00', '1d 01:00']);
});
