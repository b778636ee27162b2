import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin, ResolvedConfig } from 'vite';

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  json: 'application/json',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** One file as the host serves it. */
interface Served {
  path: string;
  type: string;
  /** Its name has the hash of its content: it never changes. */
  immutable: boolean;
}

/**
 * Writes `served.json`, the whole of what the host serves, and each file's compressed forms beside it. The host serves what is listed and
 * nothing else of the folder; a file of an unknown type fails the build.
 */
export function servedSet(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'served-set',
    apply: 'build',
    configResolved: (resolved) => void (config = resolved),
    closeBundle() {
      const folder = join(config.root, config.build.outDir);
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .sort();
      for (const file of files) compress(join(folder, file));
      writeFileSync(join(folder, 'served.json'), JSON.stringify(files.map(describe), null, 2));
    },
  };
}

function describe(path: string): Served {
  const type = types[path.slice(path.lastIndexOf('.') + 1)];
  if (type === undefined) throw new Error(`${path}: the host does not know what this is; add its type in building/served.ts.`);
  return { path, type, immutable: path.startsWith('assets/') };
}

function compress(file: string) {
  const bytes = readFileSync(file);
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
