import type { Map as GlMap } from 'maplibre-gl';
import { incidentKinds } from './incidentKinds';
import type { Palette } from './palette';
import { symbolCell } from './symbolSheet';

/** Pixels of the picture for one pixel of the page. */
const density = 2;
const size = 38;
/** To be read back: drawn by the page itself. From the graphics process each picture would come back only when that has drawn the map, and the page would wait. */
const drawnHere: CanvasRenderingContext2DSettings = { willReadFrequently: true };

/** `incident/kind/priority/u`: the name of an incident's picture; `u` says that no unit has been sent. */
export const iconOf = (kind: number, priority: number, isUnassigned: boolean, isShown: boolean) => `incident/${kind}/${priority}/${isUnassigned ? 'u' : 'a'}/${isShown ? 's' : 'n'}`;

/** Draws what an icon's name says when the map first asks for it. */
export class IncidentIcons {
  #made = new Set<string>();
  #sheet: HTMLImageElement | undefined;
  /** The symbols are here: what is asked for before would never be drawn. */
  readonly ready: Promise<void>;

  constructor(
    private readonly map: GlMap,
    private palette: Palette,
    sheetAddress: string,
  ) {
    this.ready = loaded(sheetAddress).then((sheet) => void (this.#sheet = sheet));
    map.setMissingStyleImageResolver((id) => this.ready.then(() => this.#make(id)));
  }

  recolour(palette: Palette) {
    this.palette = palette;
    const made = this.#made;
    this.#made = new Set();
    for (const id of made) {
      this.map.removeImage(id);
      this.#make(id);
    }
  }

  #make(id: string) {
    const draw = id.startsWith('incident/') ? this.#incident(id) : id.startsWith('place/') ? this.#place(id) : undefined;
    const sheet = this.#sheet;
    if (draw === undefined || sheet === undefined || this.#made.has(id)) return;
    this.#made.add(id);
    const canvas = new OffscreenCanvas(size * density, size * density);
    const on = canvas.getContext('2d', drawnHere)!;
    on.scale(density, density);
    on.translate(size / 2, size / 2);
    draw(on, sheet);
    const image = on.getImageData(0, 0, canvas.width, canvas.height);
    this.map.addImage(id, image, { pixelRatio: density });
  }

  #incident(id: string) {
    const [, kind, priority, unassigned, shown] = id.split('/');
    const { critical, rapid, routine, accent, dim, panel } = this.palette;
    const [ground, ink] = priority === '1' ? critical : priority === '2' ? rapid : routine;
    return (on: OffscreenCanvasRenderingContext2D, sheet: HTMLImageElement) => {
      if (shown === 's') diamond(on, 18, undefined, accent, 2.5);
      // A second edge means that nobody has been sent: seen without colour.
      else if (unassigned === 'u') diamond(on, 17.5, undefined, priority === '3' ? dim : ground, 1.6, [3, 2.2]);
      diamond(on, 14.5, ground, priority === '3' ? dim : panel, 1.2);
      on.drawImage(tinted(sheet, Math.min(Number(kind), incidentKinds.length - 1), ink), -7, -7, 14, 14);
    };
  }

  #place(id: string) {
    const isHospital = id === 'place/hospital';
    const { panel, label, district } = this.palette;
    return (on: OffscreenCanvasRenderingContext2D) => {
      on.fillStyle = panel;
      on.strokeStyle = isHospital ? label : district;
      on.lineWidth = 1;
      on.beginPath();
      if (isHospital) on.roundRect(-6, -6, 12, 12, 2);
      else on.rect(-3, -3, 6, 6);
      on.fill();
      on.stroke();
      if (!isHospital) return;
      on.fillStyle = label;
      on.fillRect(-3.5, -1, 7, 2);
      on.fillRect(-1, -3.5, 2, 7);
    };
  }
}

function diamond(on: OffscreenCanvasRenderingContext2D, reach: number, fill: string | undefined, edge: string, width: number, dashes: number[] = []) {
  on.beginPath();
  on.moveTo(0, -reach);
  on.lineTo(reach, 0);
  on.lineTo(0, reach);
  on.lineTo(-reach, 0);
  on.closePath();
  if (fill !== undefined) {
    on.fillStyle = fill;
    on.fill();
  }
  on.setLineDash(dashes);
  on.strokeStyle = edge;
  on.lineWidth = width;
  on.lineJoin = 'round';
  on.stroke();
  on.setLineDash([]);
}

function tinted(sheet: HTMLImageElement, kind: number, ink: string): OffscreenCanvas {
  const canvas = new OffscreenCanvas(symbolCell, symbolCell);
  const on = canvas.getContext('2d', drawnHere)!;
  on.drawImage(sheet, kind * symbolCell, 0, symbolCell, symbolCell, 0, 0, symbolCell, symbolCell);
  on.globalCompositeOperation = 'source-in';
  on.fillStyle = ink;
  on.fillRect(0, 0, symbolCell, symbolCell);
  return canvas;
}

function loaded(address: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = address;
  return image.decode().then(() => image);
}
