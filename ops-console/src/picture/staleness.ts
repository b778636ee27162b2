import type { Link } from './messages';

/** What the connection badge says. */
export type Freshness =
  | { state: 'live' }
  /** The picture is this old. `server` means that the server says so itself: it is behind its journal. */
  | { state: 'delayed'; seconds: number; server: boolean }
  /** No connection; the picture is this old. Undefined: there never was one. */
  | { state: 'offline'; seconds: number | undefined };

/** Without a heartbeat for this long the picture is not called live, in milliseconds. */
const liveLimit = 2_000;
const offlineLimit = 5_000;

/** Judged by the page's own clock, so that a worker that hangs shows as what it is. */
export function freshnessOf(link: Link, now: number): Freshness {
  if (link.lastSign === 0) return { state: 'offline', seconds: undefined };
  const age = Math.max(0, now - link.lastSign);
  const seconds = Math.floor(age / 1000);
  if (age >= offlineLimit || (link.phase === 'waiting' && age >= liveLimit)) return { state: 'offline', seconds };
  if (age >= liveLimit || link.phase === 'waiting') return { state: 'delayed', seconds, server: false };
  if (link.beat?.delayed === true) return { state: 'delayed', seconds, server: true };
  return { state: 'live' };
}

/** The realm's time now, Unix milliseconds. It goes on between heartbeats and stops when they stop: a running timer would claim to know. */
export function realmNow(link: Link, rate: number, now: number): number {
  if (link.beat === undefined) return 0;
  return link.beat.realmTime + Math.min(Math.max(0, now - link.beatAt), liveLimit) * rate;
}
