import { describe, expect, test } from 'vitest';
import { again, alarmsOf, type Alarm, type Situation } from '../src/features/alarms/alarming';
import { Ringing } from '../src/features/alarms/ringing';
import { patterns } from '../src/features/alarms/tones';
import type { QueueRow } from '../src/features/incidents/queue';
import { shortcut } from '../src/shell/shortcuts';

const satDown = 1_000_000;
const row = (id: string, openedAt: number, isUnassigned = true) => ({ incident: { id, openedAt, priority: 1, pendingOverdue: false }, assignments: [], isUnassigned }) as unknown as QueueRow;
const situation = (more: Partial<Situation>): Situation => ({ rows: [], isOffline: false, now: satDown + 200_000, since: satDown, isDispatching: true, own: new Set(), ...more });
const keys = (alarms: readonly Alarm[]) => alarms.map(({ key }) => key);

describe('what rings', () => {
  test('a call that came while this person sat here, until somebody is sent', () => {
    const now = satDown + 200_000;
    expect(keys(alarmsOf(situation({ rows: [row('a', now - 10_000)] })))).toEqual(['call a']);
    expect(alarmsOf(situation({ rows: [row('a', now - 10_000, false)] }))).toEqual([]);
    expect(alarmsOf(situation({ now: satDown + 5_000, rows: [row('a', satDown - 5_000)] }))).toEqual([]);
    expect(alarmsOf(situation({ rows: [row('a', now - 10_000)], own: new Set(['a']) }))).toEqual([]);
  });

  test('an incident that waits too long, and of those already sent none', () => {
    expect(keys(alarmsOf(situation({ rows: [row('a', satDown), row('b', satDown), row('c', satDown, false)] })))).toEqual(['pending a', 'pending b']);
  });

  test('a lost connection, and then nothing of a picture that stands still', () => {
    expect(keys(alarmsOf(situation({ isOffline: true, rows: [row('a', satDown)] })))).toEqual(['lost']);
  });

  test('to who sends no units only the connection', () => {
    expect(alarmsOf(situation({ isDispatching: false, rows: [row('a', satDown)] }))).toEqual([]);
    expect(keys(alarmsOf(situation({ isDispatching: false, isOffline: true })))).toEqual(['lost']);
  });

  test('each cause has a sound of its own: no two share pitches and rhythm', () => {
    const heard = Object.values(patterns).map(({ notes }) => JSON.stringify(notes));
    expect(new Set(heard).size).toBe(3);
    const direction = ({ notes }: (typeof patterns)['call']) => Math.sign(notes[1]![0] - notes[0]![0]);
    expect([patterns.call, patterns.pending, patterns.lost].map(direction)).toEqual([1, 0, -1]);
  });
});

describe('ringing', () => {
  const pending = (id: string): Alarm => ({ key: `pending ${id}`, cause: 'pending', row: undefined });

  test('goes on until it is acknowledged', () => {
    const ringing = new Ringing();
    expect(ringing.take([pending('a')], 0)).toEqual(['pending']);
    expect(ringing.take([pending('a')], again.pending - 1)).toEqual([]);
    expect(ringing.take([pending('a')], again.pending)).toEqual(['pending']);
    ringing.acknowledge();
    expect(ringing.open).toEqual([]);
    expect(ringing.take([pending('a')], again.pending * 3)).toEqual([]);
  });

  test('what is new rings although others are acknowledged, and several of one cause ring as one', () => {
    const ringing = new Ringing();
    ringing.take([pending('a')], 0);
    ringing.acknowledge();
    expect(ringing.take([pending('a'), pending('b'), pending('c')], 1)).toEqual(['pending']);
    expect(keys(ringing.open)).toEqual(['pending b', 'pending c']);
  });

  test('what is over and comes again rings again', () => {
    const ringing = new Ringing();
    ringing.take([pending('a')], 0);
    ringing.acknowledge();
    ringing.take([], 1);
    expect(ringing.take([pending('a')], 2)).toEqual(['pending']);
  });

  test('a call rings once, and stands there until it is acknowledged', () => {
    const ringing = new Ringing();
    const call: Alarm = { key: 'call a', cause: 'call', row: undefined };
    expect([ringing.take([call], 0), ringing.take([call], 1e9)]).toEqual([['call'], []]);
    expect(ringing.open).toEqual([call]);
  });
});

describe('the key that acknowledges', () => {
  const key = (name: string) => ({ key: name, target: null, defaultPrevented: false, isComposing: false, ctrlKey: false, altKey: false, metaKey: false }) as unknown as KeyboardEvent;

  test('is M only while something rings; else M begins a command', () => {
    for (const name of ['HTMLInputElement', 'HTMLTextAreaElement', 'HTMLSelectElement']) (globalThis as Record<string, unknown>)[name] ??= class {};
    expect([shortcut(key('m'), true), shortcut(key('m'), false), shortcut(key('F4'), false), shortcut(key('d'), true)]).toEqual(['acknowledge', 'typing', 'acknowledge', 'typing']);
  });
});
