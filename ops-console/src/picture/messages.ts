import type { Phase } from './following';
import type { UnitBytes } from './layout';
import type { Beat, Diff } from './picture';
import type { ArrivedFrame } from '../rpc/times';

/** What a page asks of the worker. */
export type ToWorker =
  /** Follow this realm under this session; everything there is comes first. */
  | { type: 'follow'; realm: string; token: string }
  /** Say when frames of facts arrived: the server collects traces. */
  | { type: 'time' }
  /** This page looks no more. */
  | { type: 'leave' };

/** How the connection stands. */
export interface Link {
  phase: Phase;
  /** When the last message came, on {@link steadyNow}; 0 for never. */
  lastSign: number;
  beat: Beat | undefined;
  /** When that heartbeat came, on {@link steadyNow}. */
  beatAt: number;
  conflated: number;
}

/** What a page is told of entities. */
export interface PageDiff extends Diff {
  /** Everything told before is void. */
  whole: boolean;
  /** The rest follows at once: what is drawn now will be drawn again. */
  isPart: boolean;
}

/** What the worker tells a page. The bytes of units are transferred. */
export type ToPage = ({ type: 'diff' } & PageDiff) | { type: 'frames'; frames: ArrivedFrame[] } | ({ type: 'units' } & UnitBytes) | ({ type: 'link' } & Link);

/** Milliseconds on a clock that workers and pages share and that no correction of the system's clock moves. */
export const steadyNow = () => performance.timeOrigin + performance.now();
