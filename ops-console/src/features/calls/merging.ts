/** The fields of an incident that two people may change at once. */
export interface Fields {
  type: string;
  place: string;
  priority: number;
}

export const fieldNames = ['type', 'place', 'priority'] as const;

export type FieldName = (typeof fieldNames)[number];

/**
 * Merges what stands on record with what is typed, field by field. What somebody else wrote comes into a field that was not touched here; where both wrote,
 * nothing is overwritten on either side until this person chooses.
 */
export class Merging {
  /** By field, every value that was sent from here or taken from others: all else is somebody's who writes at the same time. */
  readonly #known = new Map<FieldName, Set<string | number>>(fieldNames.map((name) => [name, new Set()]));
  /** By field, what somebody else wrote over which this person has typed. */
  readonly conflicts = new Map<FieldName, string | number>();

  /** What is known here from now on, because it was saved or chosen. */
  knows(fields: Partial<Fields>) {
    for (const name of fieldNames) if (fields[name] !== undefined) this.#known.get(name)!.add(fields[name]);
  }

  /**
   * Takes the record as it is now; answers what comes into the form.
   * @param held what was last saved from here, or taken.
   */
  take(recorded: Fields, typed: Fields, held: Fields): Partial<Fields> {
    const taken: Partial<Record<FieldName, string | number>> = {};
    for (const name of fieldNames) {
      if (this.#known.get(name)!.has(recorded[name])) continue;
      if (typed[name] === held[name]) taken[name] = recorded[name];
      else if (typed[name] !== recorded[name]) this.conflicts.set(name, recorded[name]);
      else this.conflicts.delete(name);
    }
    this.knows(taken as Partial<Fields>);
    return taken as Partial<Fields>;
  }

  /** This person has chosen: the value that wins is no news any more. */
  settle(name: FieldName) {
    const theirs = this.conflicts.get(name);
    if (theirs !== undefined) this.#known.get(name)!.add(theirs);
    this.conflicts.delete(name);
    return theirs;
  }
}
