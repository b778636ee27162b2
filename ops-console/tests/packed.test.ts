import { describe, expect, test } from 'vitest';
import { PackedColumn } from '../src/picture/packed';
import { pack, packSigned } from './packing';

const read = (column: Uint8Array, count: number) => {
  const reader = new PackedColumn(column);
  return [...Array(count)].map(() => reader.next());
};

describe('a packed column', () => {
  // The example of contracts/README.md.
  const example = Uint8Array.from(Buffer.from('020f55fffe003d09007112', 'hex'));
  const numbers = [0, -2, 5, 3, 1_000_000, -1, 4, 2, -3];

  test('is read as the contract shows it', () => {
    const reader = new PackedColumn(example);
    expect(numbers.map(() => reader.nextSigned())).toEqual(numbers);
    expect(reader.isMarked).toBe(false);
    expect(packSigned(numbers)).toEqual(example);
  });

  test('holds any number of 32 bits, near others and far from them', () => {
    for (let round = 0; round < 300; round++) {
      const wide = [...Array(round % 40)].map(() => Math.floor(Math.random() * 2 ** Math.floor(Math.random() * 33)));
      expect(read(pack(wide), wide.length)).toEqual(wide);
    }
    expect(read(pack([2 ** 32 - 1, 0, 2 ** 31]), 3)).toEqual([2 ** 32 - 1, 0, 2 ** 31]);
  });

  test('is zeros beyond its end, and an empty one from its beginning', () => {
    expect(read(new Uint8Array(), 3)).toEqual([0, 0, 0]);
    expect(read(example, numbers.length + 2).slice(-2)).toEqual([0, 0]);
  });

  test('says whether its numbers are to be added to the movement before', () => {
    expect(new PackedColumn(packSigned([1], 32)).isMarked).toBe(true);
    expect(new PackedColumn(packSigned([1], 32)).nextSigned()).toBe(1);
  });
});
