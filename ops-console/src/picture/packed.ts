/** So many ones announce a number in full. */
const announcement = 16;

/** Reads a packed column of a position block, number by number: the rules of picture.proto. */
export class PackedColumn {
  readonly #bytes: Uint8Array;
  readonly #parameter: number;
  /** Whether its numbers are to be added to the movement before. */
  readonly isMarked: boolean;
  /** The next bit. */
  #at = 8;

  constructor(bytes: Uint8Array) {
    const first = bytes[0] ?? 0;
    this.#bytes = bytes;
    this.#parameter = first & 31;
    this.isMarked = (first & 32) !== 0;
  }

  /** The next number, from 0 to 2^32 - 1; 0 beyond the end. */
  next(): number {
    let ones = 0;
    while (ones < announcement && this.#bits(1) === 1) ones++;
    return ones === announcement ? this.#bits(32) : ((ones << this.#parameter) | this.#bits(this.#parameter)) >>> 0;
  }

  /** The next number as a signed one. */
  nextSigned(): number {
    const number = this.next();
    return (number >>> 1) ^ -(number & 1);
  }

  #bits(count: number): number {
    let bits = 0;
    while (count > 0) {
      const used = this.#at & 7;
      const taken = Math.min(8 - used, count);
      const byte = this.#bytes[this.#at >> 3] ?? 0;
      bits = (bits << taken) | ((byte >> (8 - used - taken)) & ((1 << taken) - 1));
      this.#at += taken;
      count -= taken;
    }
    return bits >>> 0;
  }
}
