import type { Feature, Point } from 'geojson';
import type { GeoJSONSource, Map as GlMap } from 'maplibre-gl';
import { iconOf } from './incidentIcons';
import { incidentKindOf } from './incidentKinds';

/** An incident as the map shows it. Degrees, WGS 84. */
export interface IncidentPoint {
  id: string;
  /** What people say, such as `1042`. */
  number: string;
  type: string;
  priority: number;
  isUnassigned: boolean;
  longitude: number;
  latitude: number;
}

/** The first incidents give way to the first units for so long, in milliseconds: while the program that draws them is made the page waits. */
const afterUnits = 200;

/** The open incidents that have a place, told to the map as they change. */
export class IncidentPoints {
  readonly #points = new Map<string, IncidentPoint>();
  readonly #stale = new Set<string>();
  /** What the map was told of. */
  readonly #told = new Set<string>();
  #shown = '';
  #isBegun = false;
  #beginning: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly map: GlMap) {
    map.once('remove', () => clearTimeout(this.#beginning));
  }

  of = (id: string) => this.#points.get(id);

  get all(): IterableIterator<IncidentPoint> {
    return this.#points.values();
  }

  /** Takes what is known of an incident now; undefined for one that is closed, gone or without a place. */
  put(id: string, point: IncidentPoint | undefined) {
    const before = this.#points.get(id);
    if (point === undefined ? before === undefined : before !== undefined && looksLike(before, point)) return;
    if (point === undefined) this.#points.delete(id);
    else this.#points.set(id, point);
    this.#stale.add(id);
  }

  show(id: string) {
    if (id === this.#shown) return;
    for (const changed of [this.#shown, id]) if (this.#points.has(changed)) this.#stale.add(changed);
    this.#shown = id;
  }

  /** Tells the map what changed. */
  tell() {
    if (this.#isBegun) this.#tellChanges();
    else if (this.#stale.size > 0) this.#beginning ??= setTimeout(() => ((this.#isBegun = true), this.#tellChanges()), afterUnits);
  }

  /** Only what changed since the last time. */
  #tellChanges() {
    const source = this.map.getSource<GeoJSONSource>('incidents');
    if (source === undefined || this.#stale.size === 0) return;
    const add = [...this.#stale].flatMap((id) => this.#feature(id) ?? []);
    for (const { id } of add) this.#told.add(String(id));
    // What is added again takes the place of what it was.
    const remove = [...this.#stale].filter((id) => !this.#points.has(id) && this.#told.delete(id));
    void source.updateData({ add, remove });
    this.#stale.clear();
  }

  #feature(id: string): Feature<Point> | undefined {
    const point = this.#points.get(id);
    if (point === undefined) return undefined;
    const { number, type, priority, isUnassigned, longitude, latitude } = point;
    const icon = iconOf(incidentKindOf(type), priority, isUnassigned, id === this.#shown);
    return { type: 'Feature', id, geometry: { type: 'Point', coordinates: [longitude, latitude] }, properties: { id, icon, priority, number, label: `${number} ${type}` } };
  }
}

/** What happens at an incident mostly changes nothing on the map. */
const looksLike = (a: IncidentPoint, b: IncidentPoint) =>
  a.longitude === b.longitude && a.latitude === b.latitude && a.priority === b.priority && a.isUnassigned === b.isUnassigned && a.type === b.type && a.number === b.number;
