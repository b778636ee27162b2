import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, seat } from './browser';
import { Host } from './host';
import { makeWorld } from './world';

const shots = join(import.meta.dirname, 'shots');
const sizes = [[2560, 1440], [1440, 900], [390, 844]] as const;

describe('every screen', () => {
  const host = new Host();
  let browser: Browser;
  let world: Awaited<ReturnType<typeof makeWorld>>;

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    await host.start();
    world = await makeWorld(host.address, host.password);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await host.stop();
  });

  for (const [width, height] of sizes) {
    for (const theme of ['dark', 'light'] as const) {
      test(`is whole at ${width}×${height}, ${theme}`, async () => {
        const { page, context, complaints } = await seat(browser, host.address, 'kim', { width, height, theme });
        const shot = (name: string) => page.screenshot({ path: join(shots, `${name}-${width}-${theme}.png`) });
        if (width < 700) await shot('queue');
        await page.locator(`[data-incident="${world.fire.number}"]`).click();
        await page.getByText('Primary search of second floor').waitFor();
        await shot('incident');
        if (width < 700) {
          await page.getByRole('button', { name: 'Units' }).click();
          await shot('units');
        }
        const isWider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        expect(isWider, 'nothing sticks out to the side').toBe(false);
        expect(complaints).toEqual([]);
        await context.close();
      });
    }
  }
});
