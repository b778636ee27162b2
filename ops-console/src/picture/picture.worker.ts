/// <reference lib="webworker" />
import { createClient } from '@connectrpc/connect';
import { createGrpcWebTransport } from '@connectrpc/connect-web';
import { PictureStreamService } from '../gen/eoc/v1/picture_pb';
import { follow, type Phase } from './following';
import { steadyNow, type Link, type ToPage, type ToWorker } from './messages';
import { Picture, type Beat } from './picture';

// Owns the one stream of a session, for all of its pages: a browser allows six HTTP/1.1 connections to a host across all tabs.

/** Pages get what changed at most so often, in milliseconds. */
const pageInterval = 100;

const client = createClient(PictureStreamService, createGrpcWebTransport({ baseUrl: self.location.origin }));
const picture = new Picture();
const pages = new Set<Pick<MessagePort, 'postMessage'>>();
let link: Link = { phase: 'connecting', lastSign: 0, beat: undefined, beatAt: 0, conflated: 0 };
let following: AbortController | undefined;
let flushDue = false;

function hear(page: Pick<MessagePort, 'postMessage'>, message: ToWorker) {
  if (message.type === 'follow') join(page, message.realm, message.token);
  else leave(page);
}

function join(page: Pick<MessagePort, 'postMessage'>, realm: string, token: string) {
  flush();
  pages.add(page);
  send(page, { type: 'diff', whole: true, changed: picture.everything(), gone: [] });
  send(page, { type: 'link', ...link });
  if (following !== undefined) return;
  following = new AbortController();
  const headers = { authorization: `Bearer ${token}` };
  void follow({ picture, told, delay, watch: (since, signal) => client.watch({ realm, since }, { headers, signal }) }, following.signal);
}

function leave(page: Pick<MessagePort, 'postMessage'>) {
  pages.delete(page);
  if (pages.size > 0) return;
  following?.abort();
  self.close();
}

function told(phase: Phase, beat: Beat | undefined) {
  const now = steadyNow();
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
  setTimeout(flush, pageInterval);
}

function flush() {
  flushDue = false;
  if (!picture.isWhole) return;
  const diff = picture.takeDiff();
  if (diff.changed.length === 0 && diff.gone.length === 0) return;
  for (const page of pages) send(page, { type: 'diff', whole: false, ...diff });
}

const send = (page: Pick<MessagePort, 'postMessage'>, message: ToPage) => page.postMessage(message);

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
