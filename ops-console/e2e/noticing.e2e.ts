import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, seat } from './browser';
import { Host } from './host';
import { makeWorld } from './world';

/** Everything that was sounded on this page: hertz, in the order in which it was begun. */
const sounded = (page: Page) => page.evaluate(() => (globalThis as unknown as { sounded: number[] }).sounded);

describe('two dispatchers at one incident', () => {
  const host = new Host();
  let browser: Browser;
  let kim: Awaited<ReturnType<typeof seat>>;
  let lee: Awaited<ReturnType<typeof seat>>;
  let world: Awaited<ReturnType<typeof makeWorld>>;

  beforeAll(async () => {
    await host.start();
    world = await makeWorld(host.address, host.password);
    browser = await launch();
    [kim, lee] = [await seat(browser, host.address, 'kim'), await seat(browser, host.address, 'lee')];
    await lee.page.evaluate(() => {
      const heard: number[] = ((globalThis as unknown as { sounded: number[] }).sounded = []);
      const { prototype } = OscillatorNode;
      const start = Object.getOwnPropertyDescriptor(AudioScheduledSourceNode.prototype, 'start')!.value as (this: OscillatorNode, when?: number) => void;
      prototype.start = function (this: OscillatorNode, when?: number) {
        heard.push(this.frequency.value);
        start.call(this, when);
      };
    });
  });
  afterAll(async () => {
    await browser?.close();
    await host.stop();
  });

  const enter = async (page: Page, line: string) => {
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  };
  const priority = (page: Page) => page.locator('form select');
  const accepted = (page: Page, words: string) => page.locator('[data-reply="accepted"]').getByText(words).waitFor();

  test('what somebody else changes on an incident that is open is said there, with who and what, until it is seen', async () => {
    await kim.page.locator(`[data-incident="${world.fire.number}"]`).click();
    await kim.page.getByText('Primary search of second floor').waitFor();
    await enter(lee.page, `p ${world.fire.number} 2 r:under control`);
    await accepted(lee.page, world.fire.number);
    const notice = kim.page.locator('[data-changes="1"]');
    await notice.waitFor();
    expect(await notice.textContent()).toMatch(/lee.*Priority 2: under control/);
    await notice.getByRole('button', { name: 'Seen' }).click();
    await kim.page.locator('[data-changes="0"]').waitFor({ state: 'attached' });
  });

  test('one’s own change is no news', async () => {
    await enter(kim.page, `p ${world.fire.number} 1 r:flames again`);
    await kim.page.getByText('Priority 1: flames again').waitFor();
    expect(await kim.page.locator('[data-changes="1"]').count()).toBe(0);
  });

  test('a command typed over what somebody changed meanwhile is held, keeps its text, and goes when it is entered again', async () => {
    const { page } = kim;
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(`p ${world.alarm.number} 2 r:second caller`);
    await enter(lee.page, `p ${world.alarm.number} 1 r:smoke seen`);
    await page.locator(`[data-incident="${world.alarm.number}"]`).getByText('Priority 1, immediate').waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    const reply = page.locator('[data-reply="rejected"]');
    await reply.getByText('changed by lee while you typed: priority 3 → 1').waitFor();
    expect(await page.getByLabel('Command', { exact: true }).inputValue()).toBe(`p ${world.alarm.number} 2 r:second caller`);
    await page.keyboard.press('Enter');
    await accepted(page, world.alarm.number);
    await page.locator(`[data-incident="${world.alarm.number}"]`).getByText('Priority 2, rapid').waitFor({ state: 'attached' });
  });

  test('a call being taken merges what another wrote field by field, and asks where both did', async () => {
    const { page } = kim;
    await page.keyboard.press('F3');
    await page.keyboard.type('GAS ODOR');
    await page.getByLabel('Place').fill('600 W Madison St');
    await page.getByLabel('What happened').focus();
    await page.getByText(/^Saved as/).waitFor();
    const number = /\d+/.exec((await page.getByText(/^Saved as/).textContent())!)![0];
    await page.getByLabel('What happened').fill('Smell in the stairwell');
    // What the other's picture has not told yet cannot be named there.
    await lee.page.locator(`[data-incident="${number}"]`).waitFor({ state: 'attached' });
    await enter(lee.page, `p ${number} 1 r:two callers`);
    await accepted(lee.page, number);
    await page.getByText('priority changed by lee').waitFor();
    expect(await priority(page).inputValue()).toBe('1');
    await priority(page).selectOption('3');
    await enter(lee.page, `p ${number} 2 r:fire is there`);
    await accepted(lee.page, number);
    await page.getByText('Somebody else made the priority 2').waitFor();
    await page.screenshot({ path: join(import.meta.dirname, 'shots/merging-1440-dark.png') });
    expect(await priority(page).inputValue()).toBe('3');
    expect(await page.getByLabel('What happened').inputValue()).toBe('Smell in the stairwell');
    await page.getByRole('button', { name: 'Take theirs' }).click();
    expect(await priority(page).inputValue()).toBe('2');
    await page.keyboard.press('Control+Enter');
    await page.getByLabel('What happened').waitFor({ state: 'detached' });
  });

  test('a call that another takes rises, is shown, and is silent once it is acknowledged by F4', async () => {
    const { page } = lee;
    await page.locator('[data-alarm]:not([data-alarm=""])').waitFor();
    await page.keyboard.press('F4');
    await page.locator('[data-alarm=""]').waitFor({ state: 'attached' });
    const before = (await sounded(page)).length;
    await kim.page.keyboard.press('F3');
    await kim.page.keyboard.type('WIRES DOWN');
    await kim.page.getByLabel('Place').fill('35th and Halsted');
    await kim.page.getByLabel('What happened').focus();
    await page.locator('[data-alarm="call"]').getByText('WIRES DOWN').waitFor();
    await expect.poll(async () => (await sounded(page)).slice(before), { timeout: 20_000 }).toEqual([660, 880, 660, 880]);
    await page.locator('[data-alarm="call"]').click({ position: { x: 2, y: 2 } });
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('m');
    await page.locator('[data-alarm=""]').waitFor({ state: 'attached' });
    expect(await page.getByLabel('Command', { exact: true }).inputValue()).toBe('');
    expect(await kim.page.locator('[data-alarm="call"]').count()).toBe(0);
  });

  test('a lost connection falls, and where sound is off it is shown all the same', async () => {
    await lee.page.getByRole('button', { name: 'Sound on' }).click();
    await lee.page.reload();
    await lee.page.getByRole('button', { name: 'Sound off' }).waitFor();
    await lee.page.locator('[data-connection="live"]').waitFor();
    await host.kill();
    for (const { page } of [kim, lee]) await page.locator('[data-alarm="lost"]').waitFor();
    expect(await lee.page.evaluate(() => (globalThis as unknown as { sounded?: number[] }).sounded)).toBeUndefined();
  });
});
