import { Commands } from '../rpc/commands';
import type { Session } from '../rpc/session';
import { pageTransport } from '../rpc/transport';
import { Mirror } from '../picture/mirror';
import { steadyNow, type Link, type ToPage, type ToWorker } from '../picture/messages';
import { freshnessOf, realmNow } from '../picture/staleness';
import type { World } from '../commanding/world';
import type { Realm } from '../picture/entities';
import { ClockMode } from '../picture/wire';
import { openWorker, type PictureWorker } from './worker';

/** What the whole page shares: who sits here, the picture, how fresh it is, and which incident is shown. */
export class Desk {
  readonly mirror = new Mirror();
  readonly commands: Commands;
  /** Counts the changes of the picture: what reads the mirror reads this too. */
  version = $state(0);
  link = $state.raw<Link>({ phase: 'connecting', lastSign: 0, beat: undefined, beatAt: 0, conflated: 0 });
  steady = $state(steadyNow());
  shownId = $state('');
  readonly freshness = $derived(freshnessOf(this.link, this.steady));
  /** The realm's time by whole seconds, Unix milliseconds; stands still while the connection is lost. */
  readonly second = $derived.by(() => (void this.version, Math.floor(realmNow(this.link, rateOf(this.mirror.realm), this.steady) / 1000) * 1000));
  readonly #worker: PictureWorker;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #leave = () => this.#worker.post({ type: 'leave' } satisfies ToWorker);

  constructor(
    readonly session: Session,
    private readonly ended: () => void,
  ) {
    this.commands = new Commands(pageTransport(), session);
    this.#worker = openWorker(session.id, this.#hear);
    this.#worker.post({ type: 'follow', realm: session.realm, token: session.token } satisfies ToWorker);
    this.#timer = setInterval(() => (this.steady = steadyNow()), 250);
    addEventListener('pagehide', this.#leave);
  }

  get zone() {
    return this.mirror.realm?.timeZone || this.session.timeZone;
  }

  get shown() {
    void this.version;
    return this.mirror.incidents.get(this.shownId);
  }

  get world(): World {
    const { incidents, units, agencies } = this.mirror;
    return { incidents, units, agencies, shown: this.shown, agency: this.session.agency };
  }

  close() {
    removeEventListener('pagehide', this.#leave);
    clearInterval(this.#timer);
    this.#leave();
    this.#worker.close();
  }

  readonly #hear = (message: ToPage) => {
    if (message.type === 'diff') {
      this.mirror.apply(message.whole, message.changed, message.gone);
      this.version++;
      return;
    }
    const { type: _, ...link } = message;
    this.link = link;
    this.steady = steadyNow();
    if (link.phase === 'ended') this.ended();
  };
}

/** Realm seconds per wall second. */
const rateOf = (realm: Realm | undefined) => (realm === undefined || realm.clock === ClockMode.WALL ? 1 : realm.rate);
