// node with-host.mjs COMMAND ARGUMENTS...: starts the host, makes the world, runs the suite with EOC_WORLD in its environment, stops the host.
// EOC_WORLD.log is the port of a small server that tells when the host noticed something.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { startHost } from './harness/host.mjs';
import { makeWorld } from './harness/world.mjs';

const host = await startHost();
let code = 1;
try {
  const world = { ...(await makeWorld(host.grpc, host.password)), http: host.http, grpc: host.grpc, log: await serveLog() };
  const [command, ...rest] = process.argv.slice(2);
  code = await new Promise((resolve) => spawn(command, rest, { stdio: 'inherit', env: { ...process.env, EOC_WORLD: JSON.stringify(world) } }).on('exit', resolve));
  if (!host.isAlive()) throw new Error('the host did not survive the suite');
} catch (error) {
  console.log(error.stack ?? error);
  code = 1;
} finally {
  await host.stop();
}
process.exit(code);

/** GET /lines: how many lines the host has written. GET /find?after=N&ms=M&pattern=P: the milliseconds until a line after N matched, or 404. */
function serveLog() {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    if (url.pathname === '/lines') return response.end(String(host.log.lines.length));
    const start = performance.now();
    try {
      await host.log.find(new RegExp(url.searchParams.get('pattern')), Number(url.searchParams.get('ms')), Number(url.searchParams.get('after')));
      response.end(String(Math.round(performance.now() - start)));
    } catch (error) {
      response.writeHead(404).end(error.message);
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => (server.unref(), resolve(server.address().port))));
}
