import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { knownCodes, wordsFor, type Naming } from '../src/rpc/refusals';

const root = join(import.meta.dirname, '../..');
const naming: Naming = { unit: (id) => id.toUpperCase(), incident: (id) => `#${id}`, agency: (id) => id, time: (iso) => iso, step: (name) => name };

/** The codes that the domain's own list and the services' sources name. */
function codes(): string[] {
  const domain = readFileSync(join(root, 'tests/Eoc.Domain.Tests/Refusals/refusals.txt'), 'utf8').split('\n').map((line) => line.split(' ')[0]!).filter(Boolean);
  const services = sources(join(root, 'services/Eoc.Incidents')).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/Refused\("([a-z-]+)"|Code = "([a-z-]+)"|Code = "([a-z-]+)";/g)].map((match) => match[1] ?? match[2] ?? match[3]!));
  return [...new Set([...domain, ...services])];
}

const sources = (folder: string) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.cs') && !/[\\/](obj|bin)[\\/]?/.test(entry.parentPath)).map((entry) => join(entry.parentPath, entry.name));

describe('the catalogue of refusals', () => {
  test('has words for every code a command can be refused with', () => {
    expect(codes().length).toBeGreaterThan(18);
    expect(codes().filter((code) => !knownCodes().includes(code))).toEqual([]);
  });

  test('names who, for what, since when, and the way out', () => {
    const words = wordsFor('already-committed', { unit: 'e12', incident: '7', by: 'cfd', since: '10:02' }, naming);
    expect(words).toBe('E12 already serves #7 for cfd since 10:02. Send it next with DS, take it away with DD and r:reason, or choose another unit.');
  });

  test('says no “undefined”, whatever arguments are missing', () => {
    for (const code of knownCodes()) expect(wordsFor(code, {}, naming)).not.toMatch(/undefined|null|NaN/);
  });

  test('shows a code of a newer server as it came', () => {
    expect(wordsFor('moon-phase', { phase: 'full' }, naming)).toContain('moon-phase; phase: full');
  });
});
