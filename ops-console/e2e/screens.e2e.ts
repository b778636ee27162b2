import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, seat } from './browser';
import { Host } from './host';
import { Tracker } from './positions';
import { makeWorld, movers } from './world';

const shots = join(import.meta.dirname, 'shots');
const sizes = [[2560, 1440], [1440, 900], [390, 844]] as const;

describe('every screen', () => {
  const host = new Host();
  let browser: Browser;
  let world: Awaited<ReturnType<typeof makeWorld>>;
  const tracker = new Tracker(movers());

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    await host.start();
    world = await makeWorld(host.address, host.password);
    tracker.start(host.grpc, world.supervisor);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await tracker.stop();
    await host.stop();
  });

  test('large type, help and the form to sign in are whole too', async () => {
    const { page, context } = await seat(browser, host.address, 'kim');
    const shot = (name: string) => page.screenshot({ path: join(shots, `${name}-1440-dark.png`) });
    await page.getByRole('button', { name: 'Size of type' }).click();
    await page.locator(`[data-incident="${world.fire.number}"]`).click();
    await page.getByText('Primary search of second floor').waitFor();
    await shot('large');
    await page.keyboard.press('F1');
    await page.getByRole('dialog').waitFor();
    await shot('help');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await shot('sign-in');
    await context.close();
  });

  for (const [width, height] of sizes) {
    for (const theme of ['dark', 'light'] as const) {
      test(`is whole at ${width}×${height}, ${theme}`, async () => {
        const { page, context, complaints } = await seat(browser, host.address, 'kim', { width, height, theme });
        const shot = (name: string) => page.screenshot({ path: join(shots, `${name}-${width}-${theme}.png`) });
        if (width < 700) await shot('queue');
        await page.locator(`[data-incident="${world.fire.number}"]`).click();
        await page.getByText('Primary search of second floor').waitFor();
        await page.locator('[data-map="idle"]').waitFor({ state: 'attached' });
        await shot('incident');
        if (width < 700) {
          await page.getByRole('button', { name: 'Units' }).click();
          await shot('units');
          await page.getByRole('button', { name: 'Map', exact: true }).click();
          await shot('map');
        }
        await page.keyboard.press('F3');
        await page.getByLabel('Type', { exact: true }).fill('VEHICLE ACCIDENT');
        await page.getByLabel('Place').fill('Lake Shore Dr at Belmont');
        await page.getByLabel('What happened').fill('Three cars, one on its roof. Caller is a passer-by and cannot see inside.');
        await page.keyboard.press('F2');
        await page.keyboard.type('d e12 t');
        await page.locator('#candidates').getByRole('option').first().waitFor();
        await shot('call');
        const isWider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        expect(isWider, 'nothing sticks out to the side').toBe(false);
        expect(complaints).toEqual([]);
        await context.close();
      });
    }
  }
});
