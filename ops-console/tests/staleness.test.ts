import { describe, expect, test } from 'vitest';
import type { Link } from '../src/picture/messages';
import { freshnessOf, realmNow } from '../src/picture/staleness';

const link = (more: Partial<Link> = {}): Link => ({ phase: 'open', lastSign: 10_000, beat: { serverTime: 500_000, realmTime: 900_000, delayed: false }, beatAt: 10_000, conflated: 0, ...more });

describe('the connection badge', () => {
  test('is live until two seconds pass without a word', () => {
    expect(freshnessOf(link(), 11_999)).toEqual({ state: 'live' });
    expect(freshnessOf(link(), 12_000)).toEqual({ state: 'delayed', seconds: 2, server: false });
  });

  test('says offline after five seconds, whatever the connection believes', () => {
    expect(freshnessOf(link(), 15_000)).toEqual({ state: 'offline', seconds: 5 });
  });

  test('never says live while a broken stream waits for the next attempt', () => {
    expect(freshnessOf(link({ phase: 'waiting' }), 10_100).state).toBe('delayed');
    expect(freshnessOf(link({ phase: 'waiting' }), 12_000).state).toBe('offline');
  });

  test('repeats the server’s own word that it is behind', () => {
    expect(freshnessOf(link({ beat: { serverTime: 0, realmTime: 0, delayed: true } }), 10_100)).toEqual({ state: 'delayed', seconds: 0, server: true });
  });

  test('is offline before the first message', () => {
    expect(freshnessOf(link({ lastSign: 0 }), 10_000)).toEqual({ state: 'offline', seconds: undefined });
  });
});

describe('the realm’s clock', () => {
  test('goes on between heartbeats at the realm’s rate and stops when they stop', () => {
    expect(realmNow(link(), 1, 10_500)).toBe(900_500);
    expect(realmNow(link(), 60, 11_000)).toBe(960_000);
    expect(realmNow(link(), 1, 99_000)).toBe(902_000);
    expect(realmNow(link(), 0, 11_000)).toBe(900_000);
  });
});
