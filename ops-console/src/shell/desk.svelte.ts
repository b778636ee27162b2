import { Commands } from '../rpc/commands';
import type { Session } from '../rpc/session';
import { Times, type ArrivedFrame } from '../rpc/times';
import { pageTransport } from '../rpc/transport';
import { Mirror } from '../picture/mirror';
import { steadyNow, type Link, type PageDiff, type ToPage, type ToWorker } from '../picture/messages';
import { freshnessOf, realmNow } from '../picture/staleness';
import { noResources, type Resources, type Spot } from '../commanding/recommending';
import type { World } from '../commanding/world';
import type { Realm } from '../picture/entities';
import { AssignmentOutcome, ClockMode, Role } from '../picture/wire';
import { IncidentRows } from '../features/incidents/queue';
import { Roster } from '../features/units/roster';
import type { UnitBytes } from '../picture/layout';
import { openWorker, type PictureWorker } from './worker';

/** What a map is told. */
export interface MapNews {
  /** Everything that is known of the units' places; names by row. The bytes are given away. */
  units: (units: UnitBytes, names: readonly string[]) => void;
  /** Incidents that came, changed or went. */
  incidents: (ids: Iterable<string>) => void;
}

/** Panels are not drawn again sooner than so many milliseconds after the last time; while a city comes in part by part, not for each of them. */
const leastBetween = 80;
const leastBetweenParts = 500;

/** What a person does to send a command. */
const presses = ['keydown', 'click'] as const;

/** What the whole page shares: who sits here, the picture, how fresh it is, and which incident is shown. */
export class Desk {
  readonly mirror = new Mirror();
  readonly commands: Commands;
  readonly #roster = new Roster();
  readonly #incidentRows = new IncidentRows();
  /** Counts the changes of the picture: what reads the mirror reads this too. */
  version = $state(0);
  link = $state.raw<Link>({ phase: 'connecting', lastSign: 0, beat: undefined, beatAt: 0, conflated: 0 });
  steady = $state(steadyNow());
  shownId = $state('');
  /** The unit chosen on the map or the board; empty is none. */
  selectedUnit = $state('');
  readonly freshness = $derived(freshnessOf(this.link, this.steady));
  /** The realm's time by whole seconds, Unix milliseconds; stands still while the connection is lost. */
  readonly second = $derived.by(() => (void this.version, Math.floor(realmNow(this.link, rateOf(this.mirror.realm), this.steady) / 1000) * 1000));
  /** Who wants what the map draws; told what came before, too. Nothing on the screen hangs on it. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  #viewers = new Set<MapNews>();
  #units: UnitBytes | undefined;
  #unitNames: string[] = [];
  #toldAt = 0;
  #telling: ReturnType<typeof setTimeout> | undefined;
  /** What the realm's city pack says of run cards and crews, once it is here. */
  resources = $state.raw<Resources>(noResources);
  /** Where a unit was heard of last; the map knows. */
  heardOf: (unit: string) => Spot | undefined = () => undefined;
  #tellingAt = 0;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #changedIncidents = new Set<string>();
  #answer = () => {};
  /** The worker runs and has asked for the picture. Until then it needs this thread: a browser starts a shared worker from the page's own. */
  readonly isAsked = new Promise<void>((resolve) => void (this.#answer = resolve));
  readonly #worker: PictureWorker;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #times: Times;
  /** Frames that are in the mirror and not on the screen yet. */
  #arrived: ArrivedFrame[] = [];
  readonly #leave = () => this.#worker.post({ type: 'leave' } satisfies ToWorker);

  constructor(
    readonly session: Session,
    private readonly ended: () => void,
  ) {
    this.#times = new Times(pageTransport(), session, steadyNow);
    this.commands = new Commands(pageTransport(), session, undefined, this.#times);
    this.#worker = openWorker(session.id, this.#hear);
    this.#worker.post({ type: 'follow', realm: session.realm, token: session.token } satisfies ToWorker);
    this.#timer = setInterval(() => (this.steady = steadyNow()), 250);
    addEventListener('pagehide', this.#leave);
    void this.#times.ask().then((wanted) => wanted && this.#time());
  }

  /** Whether this is a person who only looks on: what would be refused is not offered. */
  get looksOn() {
    return this.session.role === Role.OBSERVER;
  }

  /** Whether this person takes calls and sends units. */
  get takesCalls() {
    return this.session.role === Role.DISPATCHER || this.session.role === Role.SUPERVISOR;
  }

  get zone() {
    return this.mirror.realm?.timeZone || this.session.timeZone;
  }

  get shown() {
    void this.version;
    return this.mirror.incidents.get(this.shownId);
  }

  get roster() {
    void this.version;
    return this.#roster;
  }

  get queue() {
    void this.version;
    return this.#incidentRows.queue;
  }

  /** Tells a map what there is and what comes, until the answer is called. */
  view(news: MapNews) {
    this.#viewers.add(news);
    news.incidents(this.mirror.incidents.keys());
    if (this.#units) news.units(this.#units, this.#unitNames);
    return () => void this.#viewers.delete(news);
  }

  get world(): World {
    const { incidents, units, agencies } = this.mirror;
    const { resources } = this;
    return {
      incidents, units, agencies, shown: this.shown, agency: this.session.agency,
      sentTo: (incident) => this.mirror.assignmentsOf(incident).filter(({ outcome }) => outcome <= AssignmentOutcome.CLEARED).map(({ unit }) => unit).filter((unit, at, all) => all.indexOf(unit) === at),
      resources: { ...resources, whereIs: (unit) => this.heardOf(unit.id) ?? resources.whereIs(unit) },
    };
  }

  close() {
    removeEventListener('pagehide', this.#leave);
    for (const press of presses) removeEventListener(press, this.#times.pressed, true);
    this.#times.stop();
    clearInterval(this.#timer);
    clearTimeout(this.#telling);
    this.#leave();
    this.#worker.close();
  }

  readonly #hear = (message: ToPage) => {
    this.#answer();
    if (message.type === 'diff') return this.#take(message);
    if (message.type === 'units') return this.#takeUnits(message);
    if (message.type === 'frames') return this.#arrived.push(...message.frames), this.#noteDrawn();
    this.link = message;
    this.steady = steadyNow();
    if (message.phase === 'ended') this.ended();
  };

  #time() {
    for (const press of presses) addEventListener(press, this.#times.pressed, true);
    this.#worker.post({ type: 'time' });
  }

  /** What the panels were just told of is on the screen after the next frame of the browser; a hidden page draws nothing. */
  #noteDrawn() {
    if (this.#telling !== undefined || this.#arrived.length === 0) return;
    const frames = this.#arrived.splice(0);
    if (!document.hidden) requestAnimationFrame(() => setTimeout(() => this.#times.drawn(frames)));
  }

  #take({ whole, changed, gone, isPart }: PageDiff) {
    this.mirror.apply(whole, changed, gone);
    const touched = this.mirror.takeTouched();
    this.#roster.refresh(this.mirror, touched.units);
    this.#incidentRows.refresh(this.mirror, touched.incidents);
    for (const id of touched.incidents) this.#changedIncidents.add(id);
    this.#tellSoon(isPart ? leastBetweenParts : leastBetween);
  }

  #takeUnits(units: UnitBytes) {
    this.#units = units;
    for (const [row, unit] of units.named) this.#unitNames[row] = unit;
    for (const viewer of this.#viewers) viewer.units(units, this.#unitNames);
  }

  /** The panels are drawn again at once, or, when much comes, a little later for all of it. */
  #tellSoon(between: number) {
    const due = this.#toldAt + between;
    if (this.#telling !== undefined && due >= this.#tellingAt) return;
    clearTimeout(this.#telling);
    this.#tellingAt = due;
    const wait = due - steadyNow();
    if (wait <= 0) this.#tell();
    else this.#telling = setTimeout(this.#tell, wait);
  }

  readonly #tell = () => {
    this.#telling = undefined;
    this.#toldAt = steadyNow();
    this.version++;
    const incidents = [...this.#changedIncidents];
    this.#changedIncidents.clear();
    if (incidents.length > 0) for (const viewer of this.#viewers) viewer.incidents(incidents);
    this.#noteDrawn();
  };
}

/** Realm seconds per wall second. */
const rateOf = (realm: Realm | undefined) => (realm === undefined || realm.clock === ClockMode.WALL ? 1 : realm.rate);
