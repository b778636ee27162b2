import type { FeatureCollection } from 'geojson';
import { Map as GlMap, ScaleControl, setWorkerUrl, type GeoJSONSource, type MapMouseEvent } from 'maplibre-gl';
import type { UnitBytes } from '../picture/layout';
import { mercatorX, mercatorY } from '../picture/mercator';
import { fanFrom } from './fan';
import { sourceOf, states, type Ground } from './ground';
import { IncidentIcons } from './incidentIcons';
import { IncidentPoints, type IncidentPoint } from './incidentPoints';
import type { Palette } from './palette';
import { Placed, type UnitPlace } from './picking';
import { groundLayers, placeLayers, styleOf } from './style';
import { UnitNames, boxOf } from './unitNames';
import { UnitsLayer } from './unitsLayer';

/** What somebody points at. */
export type Target = { kind: 'unit'; id: string } | { kind: 'incident'; id: string };

export interface RoomMapOptions {
  container: HTMLElement;
  palette: Palette;
  /** How large symbols and letters are; 1 at a desk, more on a wall. */
  scale: number;
  /** Same-origin addresses: the map's worker, the symbols of incidents, the states of the country. */
  addresses: { worker: string; symbols: string; states: string };
  callSign: (unit: string) => string;
  picked: (target: Target | undefined) => void;
  /** Where the pointer is, in pixels of the pane; undefined when it points at nothing. */
  hovered: (target: Target | undefined, at: { x: number; y: number }) => void;
  /** Somebody moved the map: following ends. */
  takenInHand: () => void;
}

/** A finger or a pointer misses by so much, in CSS pixels. */
const missBy = 12;
/** A place grows old in minutes: it is looked at anew so often, in milliseconds. */
const redrawAges = 5_000;
const unitedStates: [number, number, number, number] = [-125, 24.5, -66.5, 49.5];

/** The map of the room: ground, incidents and units. It knows nothing of the page around it. */
export class RoomMap {
  readonly placed = new Placed();
  readonly incidents: IncidentPoints;
  readonly #map: GlMap;
  readonly #units: UnitsLayer;
  readonly #names: UnitNames;
  readonly #icons: IncidentIcons;
  #chosen = '';
  #followed = '';
  #home = unitedStates;
  #isHome = false;
  #isReady = false;
  #drawnAt = 0;
  readonly #ready: Promise<void>;

  constructor(private readonly options: RoomMapOptions) {
    const { container, palette, addresses, scale } = options;
    setWorkerUrl(addresses.worker);
    this.#map = new GlMap({
      container, style: styleOf(palette, scale), bounds: unitedStates, attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, maxPitch: 0,
      renderWorldCopies: false, fadeDuration: 0, maxZoom: 19, trackResize: true, locale: { 'Map.Title': 'Map: arrows move it, + and − zoom' },
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#map.addControl(new ScaleControl({ unit: 'imperial', maxWidth: 90 }), 'bottom-right');
    this.#units = new UnitsLayer(palette, scale);
    this.#icons = new IncidentIcons(this.#map, palette, addresses.symbols);
    this.incidents = new IncidentPoints(this.#map);
    this.#names = new UnitNames(this.#map, this.placed, () => this.incidentsInSight(), options.callSign, palette, scale);
    this.#ready = Promise.all([this.#icons.ready, new Promise<void>((resolve) => void this.#map.once('style.load', () => resolve()))]).then(() => undefined);
    void this.#begin(addresses.states);
    this.#listen();
  }

  /** Calls whenever everything that was asked for is drawn, and when there is something to draw again. */
  onIdle(call: (isIdle: boolean) => void) {
    this.#map.on('idle', () => call(true));
    for (const kind of ['movestart', 'dataloading'] as const) this.#map.on(kind, () => call(false));
  }

  takeUnits(units: UnitBytes, names: readonly string[]) {
    this.placed.take(units, names);
    this.#units.selected = this.placed.rowOf(this.#chosen);
    this.#units.show(units);
    const followed = this.placed.of(this.#followed);
    if (followed) this.#map.jumpTo({ center: [followed.longitude, followed.latitude] });
    if (!this.#isHome && this.#home === unitedStates) this.#findHome();
  }

  putIncident(id: string, point: IncidentPoint | undefined) {
    this.incidents.put(id, point);
  }

  tellIncidents() {
    if (this.#isReady) this.incidents.tell();
    if (!this.#isHome && this.#home === unitedStates) this.#findHome();
  }

  async takeGround({ bounds, places }: Ground) {
    if (bounds) this.#home = bounds;
    if (bounds) this.goHome(false);
    await this.#ready;
    void (this.#map.getSource('places') as GeoJSONSource).setData(places);
  }

  async takeLayer(name: string, features: FeatureCollection) {
    await this.#ready;
    const source = this.#map.getSource(sourceOf(name)) as GeoJSONSource;
    if (sourceOf(name) === 'other') void source.updateData({ add: features.features.map((one, at) => ({ ...one, id: `${name}/${at}` })) });
    else void source.setData(features);
  }

  choose(unit: string, incident: string) {
    this.#chosen = unit;
    this.#units.selected = this.placed.rowOf(unit);
    this.incidents.show(incident);
    if (this.#isReady) this.incidents.tell();
    this.#map.triggerRepaint();
  }

  /** Keeps a unit in the middle; empty is none. */
  follow(unit: string) {
    this.#followed = unit;
    if (unit !== '') this.centre({ kind: 'unit', id: unit });
  }

  /** Brings it into the middle; false when nobody knows where it is. */
  centre(target: Target): boolean {
    const place = target.kind === 'unit' ? this.placed.of(target.id) : this.incidents.of(target.id);
    if (place === undefined) return false;
    this.#isHome = true;
    this.#map.easeTo({ center: [place.longitude, place.latitude], zoom: Math.max(this.#map.getZoom(), 14), duration: 350, essential: true });
    return true;
  }

  /** Brings it into sight if it is not. */
  reveal(target: Target) {
    const place = target.kind === 'unit' ? this.placed.of(target.id) : this.incidents.of(target.id);
    if (place && !this.#map.getBounds().contains([place.longitude, place.latitude])) this.#map.easeTo({ center: [place.longitude, place.latitude], duration: 350 });
  }

  /** The whole of the city. */
  goHome(isEased = true) {
    this.#isHome = true;
    this.#map.fitBounds(this.#home, { padding: 24, duration: isEased ? 350 : 0 });
  }

  zoom(by: 1 | -1) {
    this.#map.easeTo({ zoom: this.#map.getZoom() + by, duration: 200 });
  }

  /** Units in sight, the nearest to the middle first. */
  unitsInSight(most: number): { places: UnitPlace[]; count: number } {
    const { rows, count } = this.placed.inside(boxOf(this.#map), most);
    return { places: rows.flatMap((row) => this.placed.at(row) ?? []), count };
  }

  /** All for whom a unit's symbol stands now; itself alone where each has its own. */
  pileOf(unit: string): UnitPlace[] {
    const place = this.placed.of(unit);
    if (place === undefined) return [];
    return place.count < 2 || this.#units.isFanned ? [place] : this.placed.together(place.row);
  }

  incidentsInSight(): IncidentPoint[] {
    const bounds = this.#map.getBounds();
    return [...this.incidents.all].filter(({ longitude, latitude }) => bounds.contains([longitude, latitude]));
  }

  /** Ages are reckoned from here; the realm's time, Unix milliseconds. */
  setNow(now: number) {
    const isDue = Math.abs(now - this.#drawnAt) >= redrawAges;
    this.#units.now = now;
    if (!isDue) return;
    this.#drawnAt = now;
    this.#map.triggerRepaint();
  }

  async recolour(palette: Palette) {
    await this.#ready;
    this.#units.palette = palette;
    this.#names.palette = palette;
    this.#icons.recolour(palette);
    for (const layer of [...groundLayers(palette, this.options.scale), ...placeLayers(palette, this.options.scale)])
      for (const [property, value] of Object.entries(layer.paint ?? {})) this.#map.setPaintProperty(layer.id, property as Parameters<GlMap['setPaintProperty']>[1], value as never);
    this.#map.triggerRepaint();
  }

  close() {
    this.#map.remove();
  }

  async #begin(statesAddress: string) {
    await this.#ready;
    this.#isReady = true;
    // Under the incidents: from afar what happens matters more than who is there.
    this.#map.addLayer(this.#units, 'incidents');
    this.incidents.tell();
    const ground = await states(statesAddress).catch(() => undefined);
    if (ground) void this.#map.getSource<GeoJSONSource>('states')?.setData(ground);
  }

  /** Without a city's bounds the units and incidents themselves say where the city is. */
  #findHome() {
    const places: readonly { longitude: number; latitude: number }[] = [...this.incidents.all, ...[...Array(400).keys()].flatMap((row) => this.placed.at(row) ?? [])];
    if (places.length === 0) return;
    const [longitudes, latitudes] = [places.map((place) => place.longitude), places.map((place) => place.latitude)];
    const margin = 0.01;
    this.#home = [Math.min(...longitudes) - margin, Math.min(...latitudes) - margin, Math.max(...longitudes) + margin, Math.max(...latitudes) + margin];
    this.goHome(false);
  }

  #listen() {
    this.#map.on('click', (event) => this.#click(event));
    this.#map.on('mousemove', (event) => this.#hover(event));
    this.#map.on('mouseout', () => this.options.hovered(undefined, { x: 0, y: 0 }));
    for (const kind of ['dragstart', 'wheel', 'boxzoomstart'] as const) this.#map.on(kind, () => ((this.#isHome = true), this.options.takenInHand()));
  }

  /** What stands for several is no unit to be chosen: it is looked at from nearer by. */
  #click(event: MapMouseEvent) {
    const target = this.#under(event);
    if (target?.kind === 'unit' && this.pileOf(target.id).length > 1) this.#map.easeTo({ center: event.lngLat, zoom: fanFrom + 0.8, duration: 350, essential: true });
    else this.options.picked(target);
  }

  #hover(event: MapMouseEvent) {
    const target = this.#under(event);
    const row = target?.kind === 'unit' ? this.placed.rowOf(target.id) : -1;
    this.#map.getCanvas().style.cursor = target ? 'pointer' : '';
    if (row !== this.#units.hovered) {
      this.#units.hovered = row;
      this.#map.triggerRepaint();
    }
    this.options.hovered(target, event.point);
  }

  /** The unit under a point, else the incident. */
  #under({ point, lngLat }: MapMouseEvent): Target | undefined {
    const worldPixels = 512 * 2 ** this.#map.getZoom();
    const fan = this.#units.isFanned ? this.#units.radius / worldPixels : 0;
    const row = this.placed.nearest(mercatorX(lngLat.lng), mercatorY(lngLat.lat), Math.max(this.#units.radius + 2, missBy) / worldPixels, fan);
    const unit = this.placed.at(row);
    if (unit) return { kind: 'unit', id: unit.unit };
    const [found] = this.#map.getLayer('incidents') ? this.#map.queryRenderedFeatures(point, { layers: ['incidents'] }) : [];
    return found && { kind: 'incident', id: String(found.properties['id']) };
  }
}
