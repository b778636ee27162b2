import { latitudeOf, longitudeOf } from '../picture/mercator';
import { countIn, crewIn, floatsPerUnit, headingIn, lookIn, placeIn, type UnitBytes } from '../picture/layout';
import { isSamePlace } from '../picture/piles';
import { asideOf } from './fan';

/** A unit's row as a person may ask for it. */
export interface UnitPlace {
  unit: string;
  row: number;
  longitude: number;
  latitude: number;
  /** When it was there, the realm's time, Unix milliseconds. */
  fixedAt: number;
  look: number;
  crew: number;
  /** Degrees clockwise from north; undefined when it has not been seen to move. */
  heading: number | undefined;
  /** Its place in the pile that stands where it stands, from 0. */
  place: number;
  /** For how many it stands from afar; 0 when another stands for it. */
  count: number;
}

/** A box, Web Mercator, 0 to 1. */
export interface Box {
  west: number;
  east: number;
  north: number;
  south: number;
}

const middle = asideOf(0);

/** What the layer draws, to be asked by place: the same bytes serve the eye, the pointer and the screen reader. */
export class Placed {
  #units: UnitBytes | undefined;
  #floats = new Float32Array();
  #marks = new Uint32Array();
  #names: readonly string[] = [];
  readonly #rows = new Map<string, number>();

  take(units: UnitBytes, names: readonly string[]) {
    const isFirst = this.#units === undefined;
    this.#units = units;
    this.#floats = new Float32Array(units.bytes);
    this.#marks = new Uint32Array(units.bytes);
    this.#names = names;
    if (isFirst) names.forEach((unit, row) => unit !== '' && this.#rows.set(unit, row));
    else for (const [row, unit] of units.named) if (unit !== '') this.#rows.set(unit, row);
  }

  /** A unit's row; -1 for one without a place. */
  rowOf(unit: string): number {
    const row = this.#rows.get(unit) ?? -1;
    return row >= 0 && this.#names[row] === unit ? row : -1;
  }

  of(unit: string): UnitPlace | undefined {
    const row = this.rowOf(unit);
    return row < 0 ? undefined : this.at(row);
  }

  at(row: number): UnitPlace | undefined {
    const units = this.#units;
    const mark = this.#marks[row * floatsPerUnit + 3] ?? 0;
    const unit = this.#names[row];
    if (units === undefined || mark === 0 || !unit) return undefined;
    return {
      unit,
      row,
      longitude: longitudeOf(units.origin.x + this.#floats[row * floatsPerUnit]!),
      latitude: latitudeOf(units.origin.y + this.#floats[row * floatsPerUnit + 1]!),
      fixedAt: units.origin.time + this.#floats[row * floatsPerUnit + 2]! * 1000,
      look: lookIn(mark),
      crew: crewIn(mark),
      heading: headingIn(mark),
      place: placeIn(mark),
      count: countIn(mark),
    };
  }

  /** All that stand at the place of one row, in the order of their pile. */
  together(row: number): UnitPlace[] {
    const rows = [...Array(this.#units?.rows ?? 0).keys()].filter((other) => this.#marks[other * floatsPerUnit + 3] !== 0 && isSamePlace(this.#floats, other, row));
    return rows.flatMap((other) => this.at(other) ?? []);
  }

  /**
   * The row nearest to a point, no farther than `reach` (all Web Mercator); -1 for none. Of two at one place the last drawn, which is seen.
   * @param fan the radius of a symbol where piles are drawn as their units; 0 where one stands for all.
   */
  nearest(x: number, y: number, reach: number, fan = 0): number {
    const [ownX, ownY] = [x - (this.#units?.origin.x ?? 0), y - (this.#units?.origin.y ?? 0)];
    let [found, least] = [-1, reach * reach];
    for (let row = 0; row < (this.#units?.rows ?? 0); row++) {
      const at = row * floatsPerUnit;
      const mark = this.#marks[at + 3]!;
      if (mark === 0 || (fan === 0 && countIn(mark) === 0)) continue;
      const [right, down] = fan === 0 ? middle : asideOf(placeIn(mark));
      const [dx, dy] = [this.#floats[at]! + right * fan - ownX, this.#floats[at + 1]! + down * fan - ownY];
      const away = dx * dx + dy * dy;
      if (away <= least) [found, least] = [row, away];
    }
    return found;
  }

  /** Rows inside a box, the nearest to its middle first; how many there are in all stands beside them. */
  inside({ west, east, north, south }: Box, most: number): { rows: number[]; count: number } {
    const { x = 0, y = 0 } = this.#units?.origin ?? {};
    const [middleX, middleY] = [(west + east) / 2 - x, (north + south) / 2 - y];
    const best: { away: number; row: number }[] = [];
    let count = 0;
    for (let row = 0; row < (this.#units?.rows ?? 0); row++) {
      const at = row * floatsPerUnit;
      const [ownX, ownY] = [this.#floats[at]!, this.#floats[at + 1]!];
      if (this.#marks[at + 3] === 0 || ownX < west - x || ownX > east - x || ownY < north - y || ownY > south - y) continue;
      count++;
      insert(best, { away: (ownX - middleX) ** 2 + (ownY - middleY) ** 2, row }, most);
    }
    return { rows: best.map(({ row }) => row), count };
  }
}

/** Keeps the nearest `most`, in order. */
function insert(best: { away: number; row: number }[], one: { away: number; row: number }, most: number) {
  if (best.length === most && one.away >= best[most - 1]!.away) return;
  let at = best.length;
  while (at > 0 && best[at - 1]!.away > one.away) at--;
  best.splice(at, 0, one);
  if (best.length > most) best.pop();
}
