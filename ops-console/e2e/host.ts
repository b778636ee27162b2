import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// What was built beside this folder, or, to test a published host, the one named in CONSOLE_HOST.
const assembly = process.env['CONSOLE_HOST'] ?? join(import.meta.dirname, '../../services/Eoc.Host/bin/Debug/net10.0/Eoc.Host.dll');

/** The real host in a process of its own, on loopback ports of its own, with a data folder that outlives a kill and goes with the test. */
export class Host {
  readonly #data = mkdtempSync(join(tmpdir(), 'eoc-console-'));
  #process: ChildProcess | undefined;
  #lines: string[] = [];
  password = '';
  port = 0;
  grpc = '';

  /** The line by which a newcomer opens the demonstration; printed where there is one. */
  startLink: Promise<string> = Promise.resolve('');

  /** More `EOC_*` settings; without any there is no demonstration. */
  constructor(private readonly settings: Record<string, string> = {}) {}

  get address() {
    return `http://127.0.0.1:${this.port}`;
  }

  async start() {
    this.#lines = [];
    const inherited = Object.entries(process.env).filter(([key]) => !key.startsWith('EOC_'));
    const env = { ...Object.fromEntries(inherited), EOC_DATA: this.#data, EOC_HTTP: String(this.port), EOC_GRPC: '0', EOC_DEMO: 'off', EOC_TOTP: 'optional', ...this.settings };
    const host = spawn('dotnet', [assembly], { cwd: this.#data, stdio: ['ignore', 'pipe', 'pipe'], env });
    this.#process = host;
    process.once('exit', () => host.kill('SIGKILL'));
    const listening = this.#find(host, /^console and gRPC-Web: \S+:(\d+)/);
    if (this.settings['EOC_DEMO'] !== undefined) this.startLink = this.#find(host, /(http:\/\/localhost:\S+#start=\S+)/).then((found) => found[1]!);
    const calling = this.#find(host, /^gRPC: (\S+)/);
    this.port = Number((await listening)[1]);
    this.grpc = (await calling)[1]!;
    this.password = this.#lines.map((line) => /^\s*password\s+(\S+)/.exec(line)?.[1]).find(Boolean) ?? this.password;
  }

  /** Gone at once, as when the power fails. */
  kill() {
    return this.#end('SIGKILL');
  }

  async stop() {
    await this.#end('SIGTERM');
    rmSync(this.#data, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals) {
    const host = this.#process;
    if (host === undefined || host.exitCode !== null || host.signalCode !== null) return;
    const gone = new Promise((resolve) => host.once('exit', resolve));
    host.kill(signal);
    await gone;
  }

  #find(host: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`The host did not start:\n${this.#lines.join('\n')}`)), 120_000);
      let rest = '';
      const read = (bytes: Buffer) => {
        const parts = (rest + bytes.toString('utf8')).split('\n');
        rest = parts.pop()!;
        for (const line of parts) {
          this.#lines.push(line);
          const found = pattern.exec(line);
          if (found) {
            clearTimeout(timer);
            resolve(found);
          }
        }
      };
      host.stdout!.on('data', read);
      host.stderr!.on('data', read);
      host.once('exit', (code) => (clearTimeout(timer), reject(new Error(`The host ended with ${code}:\n${this.#lines.join('\n')}`))));
    });
  }
}
