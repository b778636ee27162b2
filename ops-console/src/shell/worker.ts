import mapWorkerAddress from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import workerAddress from '../picture/picture.worker?worker&url';
import type { ToPage, ToWorker } from '../picture/messages';

/** The worker that owns the stream, whichever kind the browser has. */
export interface PictureWorker {
  post(message: ToWorker): void;
  close(): void;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): { createScriptURL(address: string): string };
}

// The one address each worker may be started from. Everything else is refused by the browser, since no other policy may be made.
const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
const policy = types?.createPolicy('eoc-worker', { createScriptURL: (address) => only(workerAddress, address) });
// The map's library starts its worker by a plain address: this is what the browser asks then. It makes nothing else, so that all other text is still refused.
types?.createPolicy('default', { createScriptURL: (address) => only(mapWorkerAddress, address) });

function only(admitted: string, address: string) {
  if (address !== admitted) throw new TypeError('Only the console’s own workers may be started.');
  return address;
}

export { mapWorkerAddress };

const trusted = () => policy?.createScriptURL(workerAddress) ?? workerAddress;

/** All pages of one session share a worker; those of another session have their own. */
export function openWorker(session: string, hear: (message: ToPage) => void): PictureWorker {
  const options: WorkerOptions = { type: 'module', name: `picture ${session}` };
  if (typeof SharedWorker === 'undefined') {
    const own = new Worker(trusted(), options);
    own.onmessage = ({ data }) => hear(data as ToPage);
    return { post: (message) => own.postMessage(message), close: () => own.terminate() };
  }
  const { port } = new SharedWorker(trusted(), options);
  port.onmessage = ({ data }) => hear(data as ToPage);
  return { post: (message) => port.postMessage(message), close: () => port.close() };
}
