/** A line of the board: an agency's name, or as many units as stand side by side. */
export type BoardLine = { kind: 'agency'; id: string; agency: string; count: number } | { kind: 'units'; id: string; units: readonly string[] };

/** An agency's units in the board's order. */
interface Section {
  agency: string;
  units: readonly string[];
  /** Which line of the board is the first of it. */
  firstLine: number;
}

/** The board cut into lines of one height, made only when they are looked at: of thousands of units only those in sight are drawn. */
export class BoardLines {
  readonly #sections: Section[] = [];
  readonly length: number;

  /** @param units `agency/unit`, those of one agency together. */
  constructor(
    units: readonly string[],
    private readonly columns: number,
  ) {
    let lines = 0;
    for (let from = 0; from < units.length; ) {
      const agency = agencyOf(units[from]!);
      let to = from + 1;
      while (to < units.length && agencyOf(units[to]!) === agency) to++;
      this.#sections.push({ agency, units: units.slice(from, to), firstLine: lines });
      lines += 1 + Math.ceil((to - from) / columns);
      from = to;
    }
    this.length = lines;
  }

  slice(from: number, to: number): BoardLine[] {
    return Array.from({ length: Math.max(0, Math.min(to, this.length) - from) }, (_, at) => this.#line(from + at));
  }

  #line(number: number): BoardLine {
    const { agency, units, firstLine } = this.#sections.findLast((section) => section.firstLine <= number)!;
    if (number === firstLine) return { kind: 'agency', id: agency, agency, count: units.length };
    const at = (number - firstLine - 1) * this.columns;
    return { kind: 'units', id: units[at]!, units: units.slice(at, at + this.columns) };
  }
}

const agencyOf = (unit: string) => unit.slice(0, unit.indexOf('/'));
