const announcement = 16;

/** Packs a column as picture.proto says, with the parameter that makes it shortest. */
export function pack(numbers: readonly number[], mark = 0): Uint8Array {
  const parameter = shortest(numbers);
  let bits = '';
  for (const number of numbers) {
    const ones = Math.floor(number / 2 ** parameter);
    if (ones >= announcement) bits += '1'.repeat(announcement) + number.toString(2).padStart(32, '0');
    else bits += '1'.repeat(ones) + '0' + (parameter === 0 ? '' : (number % 2 ** parameter).toString(2).padStart(parameter, '0'));
  }
  return Uint8Array.from([parameter | mark, ...(bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2))]);
}

/** Packs a column of signed numbers. */
export const packSigned = (numbers: readonly number[], mark = 0) => pack(numbers.map((number) => ((number << 1) ^ (number >> 31)) >>> 0), mark);

/** Packs a column of slots, given in ascending order. */
export const packSlots = (slots: readonly number[]) => pack(slots.map((slot, row) => slot - (row === 0 ? -1 : slots[row - 1]!) - 1));

function shortest(numbers: readonly number[]) {
  let [best, least] = [0, Infinity];
  for (let parameter = 0; parameter < 32; parameter++) {
    let bits = 0;
    for (const number of numbers) {
      const ones = Math.floor(number / 2 ** parameter);
      bits += ones < announcement ? ones + 1 + parameter : announcement + 32;
    }
    if (bits < least) [best, least] = [parameter, bits];
  }
  return best;
}
