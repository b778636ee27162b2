import type { Mirror } from '../../picture/mirror';
import type { Unit } from '../../picture/entities';
import { standingOf, type Group, type UnitRow } from './standing';

/** All units in the board's order, by agency and call sign, kept as they change: what one unit does costs nothing for the others. */
export class Roster {
  readonly #rows = new Map<string, UnitRow>();
  readonly #keys = new Map<string, string>();
  readonly counts: Record<Group, number> = { free: 0, assigned: 0, out: 0 };
  /** A new array whenever a unit comes, goes or is renamed. */
  #order: readonly string[] = [];
  /** Come or gone since the order was made. */
  readonly #placed = new Set<string>();
  readonly #displaced = new Set<string>();

  get order() {
    if (this.#placed.size > 0 || this.#displaced.size > 0) this.#arrange();
    return this.#order;
  }

  of = (unit: string) => this.#rows.get(unit);

  /** Those of one group, in order. */
  only = (group: Group) => this.order.filter((unit) => this.#rows.get(unit)!.group === group);

  refresh(mirror: Mirror, touched: ReadonlySet<string>) {
    for (const id of touched) {
      const unit = mirror.units.get(id);
      const row = unit && standingOf(unit, mirror);
      this.#count(this.#rows.get(id), row);
      const key = unit && sortKey(unit);
      if (key !== this.#keys.get(id)) {
        if (this.#keys.has(id)) this.#displaced.add(id);
        if (key !== undefined) this.#placed.add(id);
        else this.#placed.delete(id);
      }
      if (row && key !== undefined) {
        this.#rows.set(id, row);
        this.#keys.set(id, key);
      } else {
        this.#rows.delete(id);
        this.#keys.delete(id);
      }
    }
  }

  #count(before: UnitRow | undefined, after: UnitRow | undefined) {
    if (before) this.counts[before.group]--;
    if (after) this.counts[after.group]++;
  }

  #arrange() {
    const placed = [...this.#placed].sort((a, b) => (this.#keys.get(a)! < this.#keys.get(b)! ? -1 : 1));
    const merged: string[] = [];
    let at = 0;
    for (const id of this.#order) {
      if (this.#displaced.has(id)) continue;
      const key = this.#keys.get(id)!;
      while (at < placed.length && this.#keys.get(placed[at]!)! < key) merged.push(placed[at++]!);
      merged.push(id);
    }
    while (at < placed.length) merged.push(placed[at++]!);
    this.#order = merged;
    this.#placed.clear();
    this.#displaced.clear();
  }
}

/** Sorts as people read: E2 before E12. */
const sortKey = (unit: Unit) => `${unit.agency}\n${unit.callSign.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(8, '0'))}\n${unit.id}`;
