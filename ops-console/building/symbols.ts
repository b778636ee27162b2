import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { incidentKinds } from '../src/map/incidentKinds.ts';
import { symbolCell } from '../src/map/symbolSheet.ts';

interface MilSymbol {
  asSVG(): string;
  isValid(): boolean;
}

/** Draws the symbols of all kinds of incident side by side into one picture, so that the page carries that and not the whole of the standard. */
export function incidentSymbols(): Plugin {
  return {
    name: 'incident-symbols',
    config(_, { command }) {
      if (command === 'build') writeSheet(join(import.meta.dirname, '../src/gen'));
    },
  };
}

function writeSheet(folder: string) {
  const milsymbol = createRequire(import.meta.url)('milsymbol') as { Symbol: new (code: string, options: object) => MilSymbol };
  const symbols = incidentKinds.map(({ code, name }, at) => {
    const symbol = new milsymbol.Symbol(code, { size: symbolCell * 0.9, frame: false, monoColor: '#ffffff' });
    if (!symbol.isValid()) throw new Error(`${name}: the standard has no symbol ${code}.`);
    return placed(symbol, at);
  });
  mkdirSync(folder, { recursive: true });
  const width = symbolCell * incidentKinds.length;
  writeFileSync(join(folder, 'incident-symbols.svg'), `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${symbolCell}">${symbols.join('')}</svg>\n`);
}

/** The middle of the symbol's field, where the standard draws what it means, as large as its cell. */
function placed(symbol: MilSymbol, at: number) {
  const place = `x="${symbolCell * at}" y="0" width="${symbolCell}" height="${symbolCell}" viewBox="62 62 76 76"`;
  return symbol.asSVG().replace(/ width="[^"]*" height="[^"]*" viewBox="[^"]*"/, ` ${place}`);
}
