import { crews, type Outline } from '../picture/crews';
import { mostInPile } from '../picture/layout';
import { looks } from '../picture/looks';

// The symbols as masks: red is the body, green its outline, blue what is written on it. The shader gives them the colours of status and theme, so that
// one small picture serves every status and both themes.

/** Pixels from one cell to the next. */
export const cell = 64;
export const cellsAcross = 16;
/** The first cell of the signs; before it stand the crews, fresh and stale. */
export const firstSign = crews.length * 2;
/** The body of a pile, fresh and stale, and then its counts from 2 on. */
export const firstPile = firstSign + looks.length;
export const firstCount = firstPile + 2;
export const cellsDown = Math.ceil((firstCount + mostInPile - 1) / cellsAcross);

type Canvas = OffscreenCanvasRenderingContext2D;

/** A symbol's body reaches so far from the middle of its cell, in cells. */
export const bodyReach = 0.36;

export function drawMasks(): OffscreenCanvas {
  const canvas = new OffscreenCanvas(cellsAcross * cell, cellsDown * cell);
  const on = canvas.getContext('2d')!;
  on.textAlign = 'center';
  on.textBaseline = 'alphabetic';
  // What lies on one another is kept apart by its colour, not covered.
  on.globalCompositeOperation = 'lighter';
  crews.forEach(({ outline, letters }, crew) => {
    inCell(on, crew * 2, () => drawCrew(on, outline, letters, false));
    inCell(on, crew * 2 + 1, () => drawCrew(on, outline, letters, true));
  });
  for (const isStale of [false, true]) inCell(on, firstPile + Number(isStale), () => drawPile(on, isStale));
  for (let count = 2; count <= mostInPile; count++) inCell(on, firstCount + count - 2, () => write(on, count === mostInPile ? `${mostInPile - 1}+` : String(count), count < 10 ? 34 : count < mostInPile ? 27 : 20));
  looks.forEach(({ sign }, look) => inCell(on, firstSign + look, () => write(on, sign, 44)));
  return canvas;
}

function inCell(on: Canvas, number: number, draw: () => void) {
  on.save();
  on.translate(((number % cellsAcross) + 0.5) * cell, (Math.floor(number / cellsAcross) + 0.5) * cell);
  draw();
  on.restore();
}

function drawCrew(on: Canvas, outline: Outline, letters: string, isStale: boolean) {
  drawBody(on, outlines[outline](cell * bodyReach), isStale);
  write(on, letters, letters.length > 1 ? 22 : 29);
}

/** One sheet before another: several at one place. */
function drawPile(on: Canvas, isStale: boolean) {
  const reach = cell * bodyReach;
  const sheet = (left: number, top: number) => {
    const path = new Path2D();
    path.roundRect(left, top, reach * 1.7, reach * 1.7, reach * 0.3);
    return path;
  };
  drawBody(on, sheet(-reach * 0.62, -reach * 1.12), isStale);
  const front = sheet(-reach, -reach * 0.8);
  on.save();
  on.globalCompositeOperation = 'destination-out';
  on.lineWidth = 10;
  on.fill(front);
  on.stroke(front);
  on.restore();
  drawBody(on, front, isStale);
}

function drawBody(on: Canvas, shape: Path2D, isStale: boolean) {
  on.fillStyle = '#f00';
  on.fill(shape);
  on.strokeStyle = '#0f0';
  on.lineWidth = 5;
  on.lineJoin = 'round';
  if (isStale) on.setLineDash([7, 6]);
  on.stroke(shape);
}

function write(on: Canvas, text: string, size: number) {
  on.fillStyle = '#00f';
  on.font = `700 ${size}px "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans", sans-serif`;
  const { actualBoundingBoxAscent: above, actualBoundingBoxDescent: below } = on.measureText(text);
  on.fillText(text, 0, (above - below) / 2);
}

const polygon = (points: readonly (readonly [number, number])[]) => {
  const path = new Path2D();
  points.forEach(([x, y], at) => (at === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
  path.closePath();
  return path;
};

const outlines: Record<Outline, (reach: number) => Path2D> = {
  square: (r) => {
    const path = new Path2D();
    path.roundRect(-r * 0.9, -r * 0.9, r * 1.8, r * 1.8, r * 0.22);
    return path;
  },
  round: (r) => {
    const path = new Path2D();
    path.arc(0, 0, r, 0, 2 * Math.PI);
    return path;
  },
  shield: (r) => polygon([[0, -r * 1.08], [r * 0.95, -r * 0.72], [r * 0.88, r * 0.3], [0, r * 1.1], [-r * 0.88, r * 0.3], [-r * 0.95, -r * 0.72]]),
  hexagon: (r) => polygon([[-r * 0.55, -r * 0.95], [r * 0.55, -r * 0.95], [r * 1.1, 0], [r * 0.55, r * 0.95], [-r * 0.55, r * 0.95], [-r * 1.1, 0]]),
};
