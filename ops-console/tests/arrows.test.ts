import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const source = resolve(import.meta.dirname, '../src');
/** These run in a worker and under any page: they know no UI framework and nothing that does. */
const free = ['picture', 'rpc', 'map'];
const mayReach = new Set([...free, 'gen']);
/** What they may use of others' work: the wire, and, for the map alone, what draws it. */
const anywhere = /^(@bufbuild|@connectrpc)\//;
const forMap = /^(maplibre-gl|topojson-client|topojson-specification|geojson)$/;

function forbidden(folder: string, read: (file: string) => string = (file) => readFileSync(file, 'utf8')): string[] {
  return filesOf(join(source, folder)).flatMap((file) => importsOf(read(file)).filter((target) => !isAllowed(file, target)).map((target) => `${relative(source, file)} → ${target}`));
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const importsOf = (text: string) => [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1]!);

function isAllowed(file: string, target: string): boolean {
  if (file.endsWith('.svelte') || /\.svelte\b/.test(target) || /^svelte(\/|$)/.test(target)) return false;
  if (!target.startsWith('.')) return anywhere.test(target) || (relative(source, file).startsWith('map/') && forMap.test(target));
  return mayReach.has(relative(source, resolve(dirname(file), target)).split('/')[0]!);
}

describe('what runs in the worker', () => {
  for (const folder of free) test(`src/${folder} knows no UI framework`, () => expect(forbidden(folder)).toEqual([]));

  test('is really looked at: a framework import is found', () => {
    expect(forbidden('picture', () => "import { onMount } from 'svelte';").length).toBeGreaterThan(3);
    expect(forbidden('map', () => "import { tick } from 'svelte';").length).toBeGreaterThan(3);
    expect(forbidden('picture', () => "import { Map } from 'maplibre-gl';").length).toBeGreaterThan(3);
    expect(forbidden('rpc', () => "import { look } from '../shell/look.svelte';").length).toBeGreaterThan(3);
  });
});
