// Units that stand at one place: from afar they are one symbol with a count, from near a column, so that none lies over another.
import { floatsPerUnit, lookIn, markOfPile, mostInPile } from './layout';
import { Look } from './looks';

/** Closer than this is one place: about 18 m in the latitudes of the United States; Web Mercator, 0 to 1. */
const cell = 6e-7;

const mix = (column: number, line: number) => Math.imul(column, 73_856_093) ^ Math.imul(line, 19_349_663);

/** Finds the piles among rows of units, again and again, in memory that it keeps. */
export class Piles {
  /** By hash of the cell: the first row there, plus one. */
  #heads = new Int32Array(0);
  /** By row: the next one in the same cell, plus one. */
  #next = new Int32Array(0);
  /** By row that is the first of its cell: the last one there. */
  #last = new Int32Array(0);

  /** Writes into each row's mark where it stands in its pile and for how many it stands from afar. */
  mark(bytes: ArrayBuffer, rows: number) {
    const [floats, marks] = [new Float32Array(bytes), new Uint32Array(bytes)];
    this.#gather(floats, marks, rows);
    for (const head of this.#heads) if (head !== 0 && this.#next[head - 1] !== 0) this.#number(marks, head - 1);
  }

  #gather(floats: Float32Array, marks: Uint32Array, rows: number) {
    this.#fit(rows);
    const wrap = this.#heads.length - 1;
    for (let row = 0; row < rows; row++) {
      if (marks[row * floatsPerUnit + 3] === 0) continue;
      const [column, line] = cellOf(floats, row);
      let slot = mix(column, line) & wrap;
      for (let head = this.#heads[slot]!; head !== 0 && !isIn(floats, head - 1, column, line); head = this.#heads[slot]!) slot = (slot + 1) & wrap;
      const head = this.#heads[slot]!;
      if (head === 0) this.#heads[slot] = row + 1;
      else this.#next[this.#last[head - 1]!] = row + 1;
      this.#last[head === 0 ? row : head - 1] = row;
    }
  }

  /** Twice as many slots as rows, so that a free one is never far. */
  #fit(rows: number) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(rows, 8) * 2));
    if (this.#heads.length === slots) this.#heads.fill(0);
    else [this.#heads, this.#next, this.#last] = [new Int32Array(slots), new Int32Array(slots), new Int32Array(slots)];
    this.#next.fill(0);
  }

  /** Who serves nothing is shown by one symbol, that of the available if any is: how many could be sent from here. The others by one for each status. */
  #number(marks: Uint32Array, head: number) {
    const counts = new Map<number, number>();
    for (let row = head; row >= 0; row = this.#next[row]! - 1) {
      const look = lookIn(marks[row * floatsPerUnit + 3]!);
      counts.set(look, (counts.get(look) ?? 0) + 1);
    }
    const shown = [Look.AVAILABLE, Look.IF_NEEDED, Look.OUT].find((look) => counts.has(look));
    const told = new Set<number>();
    let place = 0;
    for (let row = head; row >= 0; row = this.#next[row]! - 1) {
      const at = row * floatsPerUnit + 3;
      const look = lookIn(marks[at]!);
      const stands = !told.has(look) && (look < Look.AVAILABLE || look === shown);
      marks[at] = (marks[at]! | markOfPile(Math.min(place++, mostInPile), stands ? counts.get(look)! : 0)) >>> 0;
      told.add(look);
    }
  }
}

const cellOf = (floats: Float32Array, row: number) => [Math.floor(floats[row * floatsPerUnit]! / cell), Math.floor(floats[row * floatsPerUnit + 1]! / cell)] as const;

function isIn(floats: Float32Array, row: number, column: number, line: number) {
  const [ownColumn, ownLine] = cellOf(floats, row);
  return ownColumn === column && ownLine === line;
}

/** Whether two rows are of one pile. */
export const isSamePlace = (floats: Float32Array, one: number, other: number) => isIn(floats, one, ...cellOf(floats, other));
