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

// The one address a worker may be started from. Everything else is refused by the browser, since no other policy may be made.
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('eoc-worker', {
  createScriptURL: (address) => {
    if (address !== workerAddress) throw new TypeError('Only the picture’s worker may be started.');
    return address;
  },
});

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
