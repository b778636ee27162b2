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
  /** By field, what the record said last. */
  readonly #last = new Map<FieldName, string | number>();
  /** By field, what was sent from here and has not come back by the picture. */
  readonly #underWay = new Map<FieldName, (string | number)[]>(fieldNames.map((name) => [name, []]));
  /** By field, what somebody else wrote over which this person has typed. */
  readonly conflicts = new Map<FieldName, string | number>();

  /** What is being sent from here will come back: it is no news then. */
  sends(fields: Partial<Fields>) {
    for (const name of fieldNames) if (fields[name] !== undefined) this.#underWay.get(name)!.push(fields[name]);
  }

  /**
   * Takes the record as it is now; answers what comes into the form.
   * @param held what was last saved from here, or taken.
   */
  take(recorded: Fields, typed: Fields, held: Fields): Partial<Fields> {
    const taken: Partial<Record<FieldName, string | number>> = {};
    for (const name of fieldNames) {
      if (!this.#isNews(name, recorded[name], held[name])) continue;
      if (typed[name] === held[name]) taken[name] = recorded[name];
      else if (typed[name] !== recorded[name]) this.conflicts.set(name, recorded[name]);
      else this.conflicts.delete(name);
    }
    return taken as Partial<Fields>;
  }

  /** This person has chosen; answers what the other had written. */
  settle(name: FieldName) {
    const theirs = this.conflicts.get(name);
    this.conflicts.delete(name);
    return theirs;
  }

  /** Whether somebody else has written since the record was last looked at. */
  #isNews(name: FieldName, recorded: string | number, held: string | number): boolean {
    if (this.#last.get(name) === recorded) return false;
    this.#last.set(name, recorded);
    const underWay = this.#underWay.get(name)!;
    const own = underWay.indexOf(recorded);
    // What was sent before it has come back too, or never will.
    underWay.splice(0, own < 0 ? underWay.length : own + 1);
    return own < 0 && recorded !== held;
  }
}
