import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launch, seat } from './browser';
import { Collector } from './collector';
import { Host } from './host';
import { makeWorld } from './world';

const collector = new Collector();
let host: Host;
let browser: Browser;
let world: Awaited<ReturnType<typeof makeWorld>>;

beforeAll(async () => {
  await collector.start();
  host = new Host({ EOC_OTLP: collector.address, OTEL_BSP_SCHEDULE_DELAY: '200' });
  await host.start();
  world = await makeWorld(host.address, host.password);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
  collector.stop();
});

test('one trace leads from the key on one screen to the frame drawn on another', async () => {
  const [kim, lee] = [await seat(browser, host.address, 'kim'), await seat(browser, host.address, 'lee')];
  const sent = kim.page.waitForRequest((request) => request.url().endsWith('/NoteIncident'));
  await kim.page.keyboard.press('F2');
  await kim.page.keyboard.type(`n ${world.fire.number} traced`);
  await kim.page.keyboard.press('Enter');
  const trace = (await sent).headers()['traceparent']!.split('-')[1]!;
  await lee.page.locator(`[data-incident="${world.fire.number}"]`).click();
  await lee.page.getByLabel('Timeline').getByText('traced').waitFor();

  // Each console tells of its own part some seconds later: the sender's key, and both drew the frame; in what order is the machine's affair.
  const names = () => collector.of(trace).map((span) => span.name);
  await vi.waitFor(() => {
    expect(names().filter((name) => name === 'frame drawn')).toHaveLength(2);
    for (const step of ['key press', 'command', 'journal commit', 'picture frame', 'frame arrival']) expect(names()).toContain(step);
  }, { timeout: 60_000, interval: 200 });
  for (const { name, start, end } of collector.of(trace)) expect(end - start, name).toBeGreaterThanOrEqual(0);
  const first = Math.min(...collector.of(trace).map((span) => span.start));
  console.log(collector.of(trace).sort((a, b) => a.start - b.start).map(({ name, start, end }) => `${(start - first).toFixed(1)} ms  ${(end - start).toFixed(1)} ms  ${name}`).join('\n'));
});
