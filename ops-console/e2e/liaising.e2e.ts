import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, seat } from './browser';
import { Host } from './host';
import { makeWorld } from './world';

/** Every line of docs/guides/liaison.md, entered by the liaison of an agency whose units dispatchers have sent. */
describe('a liaison who follows the guide', () => {
  const host = new Host();
  let browser: Browser;
  let page: Page;
  let world: Awaited<ReturnType<typeof makeWorld>>;

  beforeAll(async () => {
    await host.start();
    world = await makeWorld(host.address, host.password);
    browser = await launch();
    ({ page } = await seat(browser, host.address, 'jo'));
  });
  afterAll(async () => {
    await browser?.close();
    await host.stop();
  });

  /** Enters a line; the answer in words. */
  async function enter(line: string, kind: string) {
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
    const reply = page.locator(`[data-reply="${kind}"]`);
    await reply.waitFor();
    return (await reply.textContent())!;
  }

  test('keeps the own units true: out of service with a reason, and back', async () => {
    expect(await enter('OOS 2050 r:waiting for a part', 'accepted')).toContain('2050');
    await page.getByRole('button', { name: /^Out/ }).click();
    const row = page.locator('[data-unit="2050"]');
    await row.getByText('waiting for a part').waitFor();
    expect(await enter('W 2050', 'told')).toMatch(/2050 is not available: waiting for a part.*by jo/);
    expect(await enter('AV 2050', 'accepted')).toContain('2050');
    await row.waitFor({ state: 'detached' });
  });

  test('finds what is asked of the agency, and moves the own unit’s assignment on', async () => {
    await page.getByRole('button', { name: /^On incident/ }).click();
    const row = page.locator('[data-unit="1831"]');
    await row.getByText('VEHICLE ACCIDENT').waitFor();
    expect(await enter('OS 1831', 'accepted')).toContain('on scene');
    await row.getByText('on scene').waitFor();
    expect(await enter('CL 1831 d:report taken', 'accepted')).toContain('clear');
    await row.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^All/ }).click();
  });

  test('tells the room, in red too', async () => {
    await page.locator(`[data-incident="${world.fire.number}"]`).click();
    await enter(`N ${world.fire.number} line is dead, crew may work`, 'accepted');
    await page.getByText('line is dead, crew may work').waitFor();
    await enter(`N! ${world.fire.number} keep everybody back, line is live`, 'accepted');
    await page.getByLabel('Timeline').locator('.words', { hasText: 'keep everybody back, line is live' }).getByText('! URGENT').waitFor();
  });

  test.each([
    ['sends no units', 'D 2011 > 1'],
    ['leaves another agency’s units alone', 'OOS E1 r:not mine'],
    ['closes no incident', 'C 1 d:over'],
  ])('%s, and is told so in words, with the text kept', async (_, line) => {
    expect(await enter(line, 'rejected')).toMatch(/Not yours to do/);
    expect(await page.getByLabel('Command', { exact: true }).inputValue()).toBe(line);
  });
});
