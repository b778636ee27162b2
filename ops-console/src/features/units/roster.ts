import type { Mirror } from '../../picture/mirror';
import type { Agency, Unit } from '../../picture/entities';
import { Discipline } from '../../picture/wire';
import { standingOf, type Group, type UnitRow } from './standing';

/** All units in the board's order, those who go to most incidents first, then by agency and call sign, kept as they change: what one unit does costs nothing for the others. */
export class Roster {
  readonly #rows = new Map<string, UnitRow>();
  readonly #keys = new Map<string, string>();
  readonly counts: Record<Group, number> = { free: 0, assigned: 0, out: 0 };
  readonly #countsOf = new Map<string, Record<Group, number>>();
  /** What the order of the agencies was made of. */
  #agencies = '';
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

  /** How an agency's units stand. */
  countsOf = (agency: string): Readonly<Record<Group, number>> => this.#countsOf.get(agency) ?? { free: 0, assigned: 0, out: 0 };

  refresh(mirror: Mirror, touched: ReadonlySet<string>) {
    for (const id of this.#areAgenciesNew(mirror) ? new Set([...touched, ...mirror.units.keys()]) : touched) {
      const unit = mirror.units.get(id);
      const row = unit && standingOf(unit, mirror);
      this.#count(this.#rows.get(id), row);
      const key = unit && sortKey(unit, mirror.agencies.get(unit.agency));
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
    if (this.#placed.size >= mostUnarranged) this.#arrange();
  }

  #count(before: UnitRow | undefined, after: UnitRow | undefined) {
    for (const [row, by] of [[before, -1], [after, 1]] as const) {
      if (row === undefined) continue;
      const ofAgency = this.#countsOf.get(row.unit.agency) ?? { free: 0, assigned: 0, out: 0 };
      this.#countsOf.set(row.unit.agency, ofAgency);
      this.counts[row.group] += by;
      ofAgency[row.group] += by;
    }
  }

  #areAgenciesNew({ agencies }: Mirror): boolean {
    const seen = [...agencies.values()].map(({ id, discipline }) => `${id} ${discipline}`).join();
    const areNew = seen !== this.#agencies;
    this.#agencies = seen;
    return areNew;
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

/** Who is looked for most stands first. */
const order: readonly Discipline[] = [Discipline.FIRE, Discipline.EMERGENCY_MEDICAL, Discipline.POLICE, Discipline.TRAFFIC, Discipline.TRANSIT, Discipline.PUBLIC_WORKS, Discipline.UTILITY, Discipline.HEALTH, Discipline.VOLUNTEER];

function rankOf(agency: Agency | undefined): string {
  const rank = order.indexOf(agency?.discipline ?? Discipline.UNSPECIFIED);
  return String(rank < 0 ? order.length : rank).padStart(2, '0');
}

/** More newcomers than these are put in their places before anybody asks: a whole city at once would keep the page busy for too long. */
const mostUnarranged = 2_000;

/** Sorts as people read: E2 before E12. */
const sortKey = (unit: Unit, agency: Agency | undefined) => `${rankOf(agency)}\n${unit.agency}\n${unit.callSign.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(8, '0'))}\n${unit.id}`;
