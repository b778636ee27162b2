/// <reference lib="webworker" />
import { createClient } from '@connectrpc/connect';
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import { PictureStreamService, type WatchResponse } from '../gen/eoc/v1/picture_pb';
import type { ArrivedFrame } from '../rpc/times';
import { UnitColumns } from './columns';
import { follow, type Phase } from './following';
import type { UnitBytes } from './layout';
import { steadyNow, type Link, type PageDiff, type ToPage, type ToWorker } from './messages';
import { Picture, type Beat } from './picture';

// Owns the one stream of a session, for all of its pages: a browser allows six HTTP/1.1 connections to a host across all tabs.

/** Pages get what changed at most so often, in milliseconds. */
const pageInterval = 100;

/** More than this in one message would keep a page busy for too long at a time. */
const mostAtOnce = 500;

/** While a city comes in, its units are told of no more often, in milliseconds: each time means all of them, to be copied and drawn. */
const partInterval = 1_000;

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
let flushTimer: ReturnType<typeof setTimeout> | undefined;
let flushedAt = 0;
let unitsAt = 0;
/** Pages were told a part last. */
let isPartTold = false;

function hear(page: PagePort, message: ToWorker) {
  if (message.type === 'follow') join(page, message.realm, message.token);
  else if (message.type === 'time') isTimed = true;
  else leave(page);
}

function join(page: PagePort, realm: string, token: string) {
  flush();
  pages.add(page);
  sendDiff([page], { whole: true, changed: picture.everything(), gone: [], isPart: picture.isComing });
  sendUnits([page], picture.columns.everything());
  send(page, { type: 'link', ...link });
  if (following !== undefined) return;
  following = new AbortController();
  unitsAt = steadyNow();
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
  // What comes alone is told at once; what comes thick and fast is gathered, and told in time though the next is there already: no timer runs between them.
  if (now >= flushedAt + pageInterval) flush();
  else flushTimer ??= setTimeout(flush, flushedAt + pageInterval - now);
}

/** What tells of facts and is no snapshot was caused by somebody just now. */
function note({ channels }: WatchResponse, arrivedAt: number) {
  for (const { channel, epoch, sequence, snapshot, changes } of channels)
    if (snapshot === undefined && changes.length > 0 && arrived.length < mostTimed) arrived.push({ channel, epoch, sequence, arrivedAt });
}

function flush() {
  clearTimeout(flushTimer);
  flushTimer = undefined;
  flushedAt = steadyNow();
  if (!picture.isWhole) return;
  flushEntities(picture.isComing);
  if (!picture.isComing || flushedAt - unitsAt >= partInterval) flushUnits();
  if (arrived.length === 0) return;
  for (const page of pages) send(page, { type: 'frames', frames: arrived });
  arrived = [];
}

function flushEntities(isPart: boolean) {
  const diff = picture.takeDiff();
  // That no more comes is told even when nothing else is.
  if (diff.changed.length > 0 || diff.gone.length > 0 || (isPartTold && !isPart)) sendDiff(pages, { ...diff, whole: false, isPart });
  isPartTold = isPart;
}

function flushUnits() {
  unitsAt = flushedAt;
  sendUnits(pages, picture.columns.take());
}

/** In parts, so that no page is kept busy for long by one of them. */
function sendDiff(to: Iterable<PagePort>, { whole, changed, gone, isPart }: PageDiff) {
  const parts = Math.max(1, Math.ceil(changed.length / mostAtOnce));
  for (const page of to)
    for (let part = 0; part < parts; part++) {
      const isFirst = part === 0;
      const some = changed.slice(part * mostAtOnce, (part + 1) * mostAtOnce);
      send(page, { type: 'diff', whole: whole && isFirst, changed: some, gone: isFirst ? gone : [], isPart: isPart || part + 1 < parts });
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
