import { describe, expect, test } from 'vitest';
import { Merging } from '../src/features/calls/merging';
import { changesByOthers, differences, type Held } from '../src/features/timeline/changes';
import { wordsOf, type Entry } from '../src/features/timeline/wording';
import type { TimelineEntry } from '../src/gen/eoc/v1/incidents_pb';

const held: Held = { id: 'i', type: 'FIRE', place: '1 State', priority: 2, title: '', isClosed: false };
const saved = { type: 'FIRE', place: '1 State', priority: 2 };

describe('what others changed', () => {
  test('is said by what it was and what it is', () => {
    expect(differences(held, held)).toEqual([]);
    expect(differences(held, { ...held, priority: 1, place: '' })).toEqual(['priority 2 → 1', 'place 1 State → none']);
    expect(differences(held, { ...held, isClosed: true })).toEqual(['closed']);
  });

  test('is read from the record: theirs, since then, and only what stands about the incident', () => {
    const entry = (id: string, by: string, isChange: boolean): Entry => ({ id, at: 0, words: '', by, tone: 'plain', isChange });
    const entries = [entry('1', 'lee', true), entry('2', 'kim', true), entry('3', 'lee', true), entry('4', 'lee', false), entry('5', '', true), entry('6', 'sam', true)];
    expect(changesByOthers(entries, 'kim', 1).map(({ id }) => id)).toEqual(['6', '3']);
  });
});

test('a change is told by what became different, and a place on the map as such', () => {
  const entry = { entry: '1', type: 'incident.updated/1', actor: 'live/kim', fact: JSON.stringify({ details: { type: 'FIRE', place: '2 State', title: 'smoke' } }) } as TimelineEntry;
  expect(wordsOf(entry, String, { type: 'FIRE', place: '1 State', title: 'smoke' }).words).toBe('Changed to 2 State');
  expect(wordsOf(entry, String, { type: 'FIRE', place: '2 State', title: 'smoke' }).words).toBe('Placed on the map');
  expect(wordsOf(entry, String).words).toBe('Changed to FIRE, 2 State, smoke');
});

describe('two people at one incident', () => {
  const merging = () => {
    const made = new Merging();
    made.sends(saved);
    made.take(saved, saved, saved);
    return made;
  };

  test('one’s own words coming back are no news, older ones neither', () => {
    const own = merging();
    own.sends({ place: '2 State' });
    expect(own.take(saved, { ...saved, place: '2 State' }, { ...saved, place: '2 State' })).toEqual({});
    expect(own.take({ ...saved, place: '2 State' }, { ...saved, place: '2 State' }, { ...saved, place: '2 State' })).toEqual({});
    expect(own.conflicts.size).toBe(0);
  });

  test('a field that was not touched takes what the other wrote, and says so once', () => {
    const own = merging();
    expect(own.take({ ...saved, priority: 1 }, { ...saved, place: '1 State St' }, saved)).toEqual({ priority: 1 });
    expect(own.take({ ...saved, priority: 1 }, { ...saved, priority: 1 }, { ...saved, priority: 1 })).toEqual({});
    expect(own.conflicts.size).toBe(0);
  });

  test('where both wrote, what is typed stays and the choice is asked for', () => {
    const own = merging();
    expect(own.take({ ...saved, place: '9 Lake' }, { ...saved, place: '1 State St' }, saved)).toEqual({});
    expect([...own.conflicts]).toEqual([['place', '9 Lake']]);
    expect(own.settle('place')).toBe('9 Lake');
    expect(own.take({ ...saved, place: '9 Lake' }, { ...saved, place: '1 State St' }, { ...saved, place: '9 Lake' })).toEqual({});
    expect(own.conflicts.size).toBe(0);
  });

  test('what another sets back to what was once sent from here is news', () => {
    const own = merging();
    own.take({ ...saved, priority: 1 }, saved, saved);
    expect(own.take(saved, { ...saved, priority: 3 }, { ...saved, priority: 1 })).toEqual({});
    expect([...own.conflicts]).toEqual([['priority', 2]]);
  });

  test('what was sent from here and overtaken by another comes back without a word', () => {
    const own = merging();
    own.sends({ place: '2 State' });
    const mine = { ...saved, place: '2 State' };
    own.take({ ...saved, place: '9 Lake' }, { ...mine, place: '2 State Street' }, mine);
    own.settle('place');
    expect(own.take(mine, mine, mine)).toEqual({});
    expect(own.conflicts.size).toBe(0);
  });

  test('where both wrote the same there is nothing to choose', () => {
    const own = merging();
    own.take({ ...saved, place: '9 Lake' }, { ...saved, place: '9 Lake' }, saved);
    expect(own.conflicts.size).toBe(0);
  });
});
