import type { Map as GlMap } from 'maplibre-gl';
import type { IncidentPoint } from './incidentPoints';
import type { Palette } from './palette';
import { mercatorX, mercatorY } from '../picture/mercator';
import type { Placed } from './picking';
import { radiusAt } from './unitsLayer';

/** From this zoom on units have their names beside them. */
const nearEnough = 12.8;
const mostNames = 160;
/** So many cells of 30 pixels an incident's symbol and words take. */
const incidentCells = 6;

/** Writes call signs beside the units, on a canvas above the map; where two would lie on one another the one nearer to the middle is written. */
export class UnitNames {
  readonly #canvas = document.createElement('canvas');
  readonly #on: CanvasRenderingContext2D;

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
    const { clientWidth: width, clientHeight: height } = this.map.getCanvas();
    this.#fit(width, height);
    this.#on.clearRect(0, 0, width, height);
    if (this.map.getZoom() < nearEnough) return;
    const taken = this.#besideIncidents();
    const { rows } = this.placed.inside(boxOf(this.map), mostNames);
    const aside = radiusAt(this.map.getZoom()) * 1.5 * this.scale + 3;
    this.#on.font = `600 ${11 * this.scale}px "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif`;
    this.#on.textBaseline = 'middle';
    this.#on.lineWidth = 3;
    this.#on.lineJoin = 'round';
    this.#on.strokeStyle = this.palette.panel;
    this.#on.fillStyle = this.palette.text;
    for (const row of rows) this.#write(row, aside, taken);
  };

  #write(row: number, aside: number, taken: Set<string>) {
    const place = this.placed.at(row);
    if (place === undefined) return;
    const { x, y } = this.map.project([place.longitude, place.latitude]);
    const cells = this.#cells(x + aside, y, 2);
    if (cells.some((cell) => taken.has(cell))) return;
    for (const cell of cells) taken.add(cell);
    const name = this.nameOf(place.unit);
    this.#on.strokeText(name, x + aside, y);
    this.#on.fillText(name, x + aside, y);
  }

  /** Where an incident's own words stand no call sign does. */
  #besideIncidents(): Set<string> {
    const places = this.incidents().map(({ longitude, latitude }) => this.map.project([longitude, latitude]));
    return new Set(places.flatMap(({ x, y }) => [-0.5, 0.5].flatMap((line) => this.#cells(x, y + line * 14 * this.scale, incidentCells))));
  }

  #cells(x: number, y: number, count: number): string[] {
    const [column, line] = [Math.round(x / (30 * this.scale)), Math.round(y / (14 * this.scale))];
    return Array.from({ length: count }, (_, step) => `${column + step}:${line}`);
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
