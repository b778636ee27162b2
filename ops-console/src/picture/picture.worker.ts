/// <reference lib="webworker" />
import { createClient } from '@connectrpc/connect';
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import { PictureStreamService, type WatchResponse } from '../gen/eoc/v1/picture_pb';
import type { ArrivedFrame } from '../rpc/times';
import { UnitColumns } from './columns';
import type { Entity } from './entities';
import { follow, type Phase } from './following';
import type { UnitBytes } from './layout';
import { steadyNow, type Link, type ToPage, type ToWorker } from './messages';
import { Picture, type Beat } from './picture';

// Owns the one stream of a session, for all of its pages: a browser allows six HTTP/1.1 connections to a host across all tabs.

/** Pages get what changed at most so often, in milliseconds. */
const pageInterval = 100;

/** More than this in one message would keep a page busy for too long at a time. */
const mostAtOnce = 500;

/** So many frames between two flushes are told of, where times are wanted. */
const mostTimed = 8;

const client = createClient(PictureStreamService, createGrpcWebTransport({ baseUrl: self.location.origin }));
const picture = new Picture();
type PagePort = Pick<MessagePort, 'postMessage'>;
const pages = new Set<PagePort>();
let link: Link = { phase: 'connecting', lastSign: 0, beat: undefined, beatAt: 0, conflated: 0 };
let following: AbortController | undefined;
let isTimed = false;
let arrived: ArrivedFrame[] = [];
let flushDue = false;
let flushedAt = 0;

function hear(page: PagePort, message: ToWorker) {
  if (message.type === 'follow') join(page, message.realm, message.token);
  else if (message.type === 'time') isTimed = true;
  else leave(page);
}

function join(page: PagePort, realm: string, token: string) {
  flush();
  pages.add(page);
  sendDiff([page], true, picture.everything(), []);
  sendUnits([page], picture.columns.everything());
  send(page, { type: 'link', ...link });
  if (following !== undefined) return;
  following = new AbortController();
  const headers = { authorization: `Bearer ${token}` };
  void follow({ picture, told, delay, watch: (since, signal) => client.watch({ realm, since }, { headers, signal }) }, following.signal);
}

function leave(page: PagePort) {
  pages.delete(page);
  if (pages.size > 0) return;
  following?.abort();
  self.close();
}

function told(phase: Phase, beat: Beat | undefined, message?: WatchResponse) {
  const now = steadyNow();
  if (isTimed && message !== undefined) note(message, now);
  const changed = phase !== link.phase || beat !== undefined;
  link = {
    phase,
    lastSign: phase === 'open' ? now : link.lastSign,
    beat: beat ?? link.beat,
    beatAt: beat ? now : link.beatAt,
    conflated: picture.conflated,
  };
  if (changed) for (const page of pages) send(page, { type: 'link', ...link });
  if (flushDue) return;
  flushDue = true;
  // What comes alone is told at once; what comes thick and fast is gathered.
  setTimeout(flush, Math.max(0, flushedAt + pageInterval - now));
}

/** What tells of facts and is no snapshot was caused by somebody just now. */
function note({ channels }: WatchResponse, arrivedAt: number) {
  for (const { channel, epoch, sequence, snapshot, changes } of channels)
    if (snapshot === undefined && changes.length > 0 && arrived.length < mostTimed) arrived.push({ channel, epoch, sequence, arrivedAt });
}

function flush() {
  flushDue = false;
  flushedAt = steadyNow();
  if (!picture.isWhole) return;
  const { changed, gone } = picture.takeDiff();
  if (changed.length > 0 || gone.length > 0) sendDiff(pages, false, changed, gone);
  sendUnits(pages, picture.columns.take());
  if (arrived.length === 0) return;
  for (const page of pages) send(page, { type: 'frames', frames: arrived });
  arrived = [];
}

/** In parts, so that no page is kept busy for long by one of them. */
function sendDiff(to: Iterable<PagePort>, whole: boolean, changed: Entity[], gone: string[]) {
  for (const page of to) {
    send(page, { type: 'diff', whole, changed: changed.slice(0, mostAtOnce), gone });
    for (let at = mostAtOnce; at < changed.length; at += mostAtOnce) send(page, { type: 'diff', whole: false, changed: changed.slice(at, at + mostAtOnce), gone: [] });
  }
}

function sendUnits(to: Iterable<PagePort>, units: UnitBytes | undefined) {
  if (units === undefined) return;
  for (const page of to) {
    const own = UnitColumns.again(units);
    page.postMessage({ type: 'units', ...own } satisfies ToPage, [own.bytes]);
  }
}

const send = (page: PagePort, message: ToPage) => page.postMessage(message);

function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const finish = () => (clearTimeout(timer), signal.removeEventListener('abort', finish), resolve());
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener('abort', finish);
  });
}

if ('onconnect' in self) {
  (self as unknown as SharedWorkerGlobalScope).onconnect = ({ ports: [port] }) => {
    port!.onmessage = ({ data }) => hear(port!, data as ToWorker);
  };
} else {
  const own = self as unknown as DedicatedWorkerGlobalScope;
  own.onmessage = ({ data }) => hear(own, data as ToWorker);
}
