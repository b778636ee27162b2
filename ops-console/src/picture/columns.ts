import { crewOf } from './crews';
import type { Position } from './channel';
import { floatsPerUnit, markOf, noHeading, type UnitBytes } from './layout';
import { mercatorX, mercatorY } from './mercator';
import { Piles } from './piles';

/** A step shorter than this is the noise of a receiver and turns no symbol, in metres. */
const leastStep = 4;
const metresPerMillionth = 0.11132;

/**
 * The units with a place, row by row, as a map draws them: kept in the worker, copied for each page and transferred to it. A row belongs to one unit
 * until that is gone, and is then given to another.
 */
export class UnitColumns {
  readonly #rowOf = new Map<string, number>();
  readonly #free: number[] = [];
  #floats = new Float32Array(256 * floatsPerUnit);
  #marks = new Uint32Array(this.#floats.buffer);
  #names: string[] = [];
  #named: [row: number, unit: string][] = [];
  #origin: UnitBytes['origin'] | undefined;
  /** How a unit stands that has no place yet. */
  readonly #dressed = new Map<string, readonly [look: number, crew: number]>();
  readonly #piles = new Piles();
  #isDirty = false;

  /** How many rows there are, freed ones too. */
  get rows() {
    return this.#names.length;
  }

  /** Puts a unit where it is. */
  readonly move = (unit: string, position: Position) => {
    const [x, y] = [mercatorX(position.longitude / 1e6), mercatorY(position.latitude / 1e6)];
    this.#origin ??= { x, y, time: position.fixedAt };
    const row = this.#rowOf.get(unit) ?? this.#open(unit);
    const at = row * floatsPerUnit;
    this.#turn(row, position);
    this.#floats[at] = x - this.#origin.x;
    this.#floats[at + 1] = y - this.#origin.y;
    this.#floats[at + 2] = (position.fixedAt - this.#origin.time) / 1000;
    this.#isDirty = true;
  };

  /** Says how a unit stands and what it is. */
  dress(unit: string, look: number, unitKind: string) {
    const worn = [look, crewOf(unitKind)] as const;
    this.#dressed.set(unit, worn);
    const row = this.#rowOf.get(unit);
    if (row === undefined) return;
    this.#marks[row * floatsPerUnit + 3] = markOf(worn[0], worn[1], this.#heading(row));
    this.#isDirty = true;
  }

  remove(unit: string) {
    this.#dressed.delete(unit);
    const row = this.#rowOf.get(unit);
    if (row === undefined) return;
    this.#rowOf.delete(unit);
    this.#free.push(row);
    this.#name(row, '');
    this.#marks[row * floatsPerUnit + 3] = 0;
    this.#isDirty = true;
  }

  /** What changed since the last call, or undefined; the names are those of rows that have a new holder. */
  take(): UnitBytes | undefined {
    if (!this.#isDirty) return undefined;
    this.#isDirty = false;
    const named = this.#named;
    this.#named = [];
    return this.#copy(named);
  }

  /** A copy of what {@link take} gave, for one more page. */
  static again = (given: UnitBytes): UnitBytes => ({ ...given, bytes: given.bytes.slice(0) });

  /** Everything, for a page that just came. */
  everything(): UnitBytes | undefined {
    return this.#origin && this.#copy(this.#names.map((unit, row) => [row, unit]));
  }

  #copy(named: UnitBytes['named']): UnitBytes {
    const bytes = this.#floats.slice(0, this.rows * floatsPerUnit).buffer;
    this.#piles.mark(bytes, this.rows);
    return { origin: this.#origin!, rows: this.rows, named, bytes };
  }

  #open(unit: string) {
    const row = this.#free.pop() ?? this.#names.length;
    if ((row + 1) * floatsPerUnit > this.#floats.length) this.#grow();
    this.#rowOf.set(unit, row);
    this.#name(row, unit);
    const [look, crew] = this.#dressed.get(unit) ?? [0, 0];
    this.#marks[row * floatsPerUnit + 3] = markOf(look, crew, noHeading);
    return row;
  }

  #name(row: number, unit: string) {
    this.#names[row] = unit;
    this.#named.push([row, unit]);
  }

  #heading = (row: number) => this.#marks[row * floatsPerUnit + 3]! >>> 24;

  /** Turns a unit the way it moved; one that stands keeps its heading. */
  #turn(row: number, { latitude, north, east }: Position) {
    const up = north * metresPerMillionth;
    const right = east * metresPerMillionth * Math.cos((latitude / 1e6) * (Math.PI / 180));
    if (Math.abs(up) < leastStep && Math.abs(right) < leastStep) return;
    const turns = (Math.atan2(right, up) / (2 * Math.PI) + 1) % 1;
    const at = row * floatsPerUnit + 3;
    this.#marks[at] = (this.#marks[at]! & 0x00ffffff) | ((Math.round(turns * 250) % 250) << 24);
  }

  #grow() {
    const floats = new Float32Array(this.#floats.length * 2);
    // As bytes: a mark may look like a not-a-number, whose bits a copy of floats need not keep.
    new Uint8Array(floats.buffer).set(new Uint8Array(this.#floats.buffer));
    [this.#floats, this.#marks] = [floats, new Uint32Array(floats.buffer)];
  }
}
