// The real host in a process of its own: free loopback ports, a data folder of its own, gone with us.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');
const assembly = join(root, 'services/Eoc.Host/bin/Debug/net10.0/Eoc.Host.dll');

export async function startHost() {
  const data = mkdtempSync(join(tmpdir(), 'eoc-foreign-'));
  const host = spawn('dotnet', [assembly], {
    cwd: data,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      // An unknown EOC_ key stops the start, and those of the tests are unknown to it.
      ...Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('EOC_'))),
      EOC_DATA: data,
      EOC_HTTP: '0',
      EOC_GRPC: '0',
      EOC_DEMO: 'off',
      EOC_TOTP: 'optional',
      // One line for each request that ends: how a suite sees when the server noticed that a client went away.
      'Logging__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics': 'Information',
    },
  });
  const log = new Log();
  host.stdout.on('data', (bytes) => log.write(bytes));
  host.stderr.on('data', (bytes) => log.write(bytes));
  host.on('exit', (code) => log.end(`the host ended with ${code}`));
  const stop = async () => {
    const gone = new Promise((resolve) => host.once('exit', resolve));
    if (host.exitCode === null) host.kill('SIGTERM'), await gone;
    rmSync(data, { recursive: true, force: true });
  };
  process.on('exit', () => host.kill('SIGKILL'));
  try {
    const [, password] = await log.find(/^\s*password\s+(\S+)/, 180_000);
    const [, http] = await log.find(/^console and gRPC-Web: \S+:(\d+)/, 180_000);
    const [, grpc] = await log.find(/^gRPC: \S+:(\d+)/, 180_000);
    return { http: Number(http), grpc: Number(grpc), password, log, stop, isAlive: () => host.exitCode === null };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The host's output by lines; waits for facts instead of sleeping. */
class Log {
  lines = [];
  #rest = '';
  #waiting = new Set();

  write(bytes) {
    const parts = (this.#rest + bytes.toString('utf8')).split('\n');
    this.#rest = parts.pop();
    for (const line of parts) {
      this.lines.push(line);
      for (const check of [...this.#waiting]) check(line);
    }
  }

  end(why) {
    for (const check of [...this.#waiting]) check(null, why);
  }

  /** The first line from `after` on that matches. */
  find(pattern, ms, after = 0) {
    const seen = this.lines.slice(after).find((line) => pattern.test(line));
    if (seen !== undefined) return Promise.resolve(pattern.exec(seen));
    return new Promise((resolve, reject) => {
      const finish = (act) => (clearTimeout(timer), this.#waiting.delete(check), act());
      const timer = setTimeout(() => finish(() => reject(new Error(`no line like ${pattern} within ${ms} ms; the last:\n${this.lines.slice(-30).join('\n')}`))), ms);
      const check = (line, why) => {
        if (line === null) finish(() => reject(new Error(`${why}; its last lines:\n${this.lines.slice(-30).join('\n')}`)));
        else if (pattern.test(line)) finish(() => resolve(pattern.exec(line)));
      };
      this.#waiting.add(check);
    });
  }
}
