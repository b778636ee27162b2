import type { Map as GlMap } from 'maplibre-gl';
import type { IncidentPoint } from './incidentPoints';
import type { Palette } from './palette';
import { mercatorX, mercatorY } from '../picture/mercator';
import { asideOf, fanFrom } from './fan';
import type { Placed } from './picking';
import { radiusAt } from './unitsLayer';

const mostNames = 160;
/** What is written keeps its cells for itself: so many pixels wide and high. */
const cellWidth = 15;
const cellHeight = 7;
/** How wide an incident's symbol and words are, in pixels. */
const incidentWidth = 180;
/** How far above its place the middle of them is, in pixels. */
const incidentRise = 27;

/** Writes call signs beside the units, on a canvas above the map; where two would lie on one another the one nearer to the middle is written. */
export class UnitNames {
  readonly #canvas = document.createElement('canvas');
  readonly #on: CanvasRenderingContext2D;
  #isBlank = true;

  constructor(
    private readonly map: GlMap,
    private readonly placed: Placed,
    private readonly incidents: () => readonly IncidentPoint[],
    private readonly nameOf: (unit: string) => string,
    public palette: Palette,
    private readonly scale: number,
  ) {
    this.#canvas.className = 'unit-names';
    this.#canvas.setAttribute('aria-hidden', 'true');
    this.#on = this.#canvas.getContext('2d')!;
    map.getContainer().append(this.#canvas);
    map.on('render', this.#draw);
  }

  readonly #draw = () => {
    const isNear = this.map.getZoom() >= fanFrom;
    // To touch a canvas is to wait for the graphics process, which is busy with the map: from afar nothing is written, so nothing is touched.
    if (!isNear && this.#isBlank) return;
    const { clientWidth: width, clientHeight: height } = this.map.getCanvas();
    this.#fit(width, height);
    this.#on.clearRect(0, 0, width, height);
    this.#isBlank = !isNear;
    if (!isNear) return;
    const taken = this.#besideIncidents();
    const { rows } = this.placed.inside(boxOf(this.map), mostNames);
    const radius = radiusAt(this.map.getZoom()) * this.scale;
    const aside = radius * 1.5 + 3;
    this.#on.font = `600 ${11 * this.scale}px "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif`;
    this.#on.textBaseline = 'middle';
    this.#on.lineWidth = 3;
    this.#on.lineJoin = 'round';
    this.#on.strokeStyle = this.palette.panel;
    this.#on.fillStyle = this.palette.text;
    for (const row of rows) this.#write(row, radius, aside, taken);
  };

  #write(row: number, radius: number, aside: number, taken: Set<string>) {
    const place = this.placed.at(row);
    if (place === undefined) return;
    const { x: placeX, y: placeY } = this.map.project([place.longitude, place.latitude]);
    const [right, down] = asideOf(place.place);
    const [x, y] = [placeX + right * radius, placeY + down * radius];
    const name = this.nameOf(place.unit);
    const cells = this.#cells(x + aside, y, this.#on.measureText(name).width);
    if (cells.some((cell) => taken.has(cell))) return;
    for (const cell of cells) taken.add(cell);
    this.#on.strokeText(name, x + aside, y);
    this.#on.fillText(name, x + aside, y);
  }

  /** Where an incident's own words stand no call sign does. */
  #besideIncidents(): Set<string> {
    const places = this.incidents().map(({ longitude, latitude }) => this.map.project([longitude, latitude]));
    return new Set(places.flatMap(({ x, y }) => this.#cells(x, y - incidentRise * this.scale, incidentWidth * this.scale)));
  }

  /** The cells under a line of letters that begins at x and has its middle at y. */
  #cells(x: number, y: number, width: number): string[] {
    const [left, right] = [x, x + width].map((at) => Math.floor(at / cellWidth)) as [number, number];
    const [top, bottom] = [-6, 6].map((by) => Math.floor((y + by * this.scale) / cellHeight)) as [number, number];
    const lines = Array.from({ length: bottom - top + 1 }, (_, line) => top + line);
    return lines.flatMap((line) => Array.from({ length: right - left + 1 }, (_, column) => `${left + column}:${line}`));
  }

  #fit(width: number, height: number) {
    const density = devicePixelRatio;
    if (this.#canvas.width === Math.round(width * density) && this.#canvas.height === Math.round(height * density)) return;
    this.#canvas.width = Math.round(width * density);
    this.#canvas.height = Math.round(height * density);
    this.#on.scale(density, density);
  }
}

/** What a map shows, Web Mercator. */
export function boxOf(map: GlMap) {
  const bounds = map.getBounds();
  return { west: mercatorX(bounds.getWest()), east: mercatorX(bounds.getEast()), north: mercatorY(bounds.getNorth()), south: mercatorY(bounds.getSouth()) };
}
