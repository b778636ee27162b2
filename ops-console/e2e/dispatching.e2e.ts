import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launch, seat } from './browser';
import { Host } from './host';
import { Tracker } from './positions';
import { makeWorld, movers, ownSession, password, revoke, signInByCall } from './world';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Counts keys, free text aside. */
class Keys {
  count = 0;
  constructor(private readonly page: Page) {}

  async press(...keys: string[]) {
    for (const key of keys) {
      this.count++;
      await this.page.keyboard.press(key);
    }
  }

  /** A command: each letter is a key. */
  async type(text: string) {
    this.count += text.length;
    await this.page.keyboard.type(text);
  }

  /** What a caller says. */
  text = (words: string) => this.page.keyboard.type(words);
}

describe('two dispatchers and an observer', () => {
  const host = new Host();
  let browser: Browser;
  let kim: Awaited<ReturnType<typeof seat>>;
  let lee: Awaited<ReturnType<typeof seat>>;
  let sam: Awaited<ReturnType<typeof seat>>;
  let world: Awaited<ReturnType<typeof makeWorld>>;
  let taken = '';
  const tracker = new Tracker(movers());

  beforeAll(async () => {
    await host.start();
    world = await makeWorld(host.address, host.password);
    tracker.start(host.grpc, world.supervisor);
    browser = await launch();
    [kim, lee, sam] = [await seat(browser, host.address, 'kim'), await seat(browser, host.address, 'lee', { width: 1440, height: 900, theme: 'light' }), await seat(browser, host.address, 'sam')];
  });
  afterAll(async () => {
    await browser?.close();
    await tracker.stop();
    await host.stop();
  });

  const reply = (page: Page, kind: string) => page.locator(`[data-reply="${kind}"]`);
  const row = (page: Page, incident: string) => page.locator(`[data-incident="${incident}"]`);
  const unit = (page: Page, callSign: string) => page.locator(`[data-unit="${callSign}"]`);

  test('the realm’s banner stands on every screen', async () => {
    for (const { page } of [kim, lee, sam]) expect(await page.getByLabel('Realm').textContent()).toContain('EXERCISE');
  });

  test('a call becomes an incident with two units in at most 20 keys, and everybody sees it', async () => {
    const { page } = kim;
    const keys = new Keys(page);
    await keys.press('F3');
    await keys.text('GAS LEAK');
    await keys.press('Tab', 'Tab');
    await keys.text('1060 W Addison St');
    await keys.press('Enter');
    await reply(page, 'accepted').filter({ hasText: 'GAS LEAK' }).waitFor();
    taken = (await page.locator('[data-incident-shown]').getAttribute('data-incident-shown'))!;
    await keys.press('F2');
    await keys.type('d e42 t9');
    await keys.press('Enter');
    await reply(page, 'accepted').filter({ hasText: 'E42 dispatched' }).filter({ hasText: 'T9 dispatched' }).waitFor();
    expect(keys.count).toBeLessThanOrEqual(20);
    for (const other of [lee, sam]) {
      await row(other.page, taken).getByText('E42').waitFor();
      await unit(other.page, 'T9').getByText('dispatched').waitFor();
    }
  });

  test('the half-typed call is as it was, and is recorded when it is done', async () => {
    const { page } = kim;
    expect(await page.getByLabel('Place').inputValue()).toBe('1060 W Addison St');
    await page.getByText(/^On the map: 1060 W(est)? Addison/).waitFor();
    await page.getByLabel('Caller').fill('A. Neighbour');
    await page.getByLabel('What happened').fill('Strong smell in the stairwell.');
    await page.keyboard.press('F2');
    await page.keyboard.type('en e12');
    await page.keyboard.press('Escape');
    expect(await page.getByLabel('What happened').evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await page.getByLabel('What happened').inputValue()).toBe('Strong smell in the stairwell.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('New call', { exact: true }).and(page.locator('h2')).waitFor({ state: 'detached' });
    await row(lee.page, taken).click();
    await lee.page.getByText('Strong smell in the stairwell.').waitFor();
    await lee.page.getByText('A. Neighbour').waitFor();
  });

  test('one line sets the status of several units, and each shows it everywhere', async () => {
    const keys = new Keys(lee.page);
    await keys.type('en e42 t9');
    await keys.press('Enter');
    await reply(lee.page, 'accepted').waitFor();
    for (const { page } of [kim, sam]) for (const callSign of ['E42', 'T9']) await unit(page, callSign).getByText('en route').waitFor();
  });

  test('a note is six keys and its words', async () => {
    const keys = new Keys(kim.page);
    await keys.press('F2');
    await keys.press('Control+A');
    await keys.type('n ');
    await keys.text('Gas company called.');
    await keys.press('Enter');
    await reply(kim.page, 'accepted').filter({ hasText: 'note written' }).waitFor();
    expect(keys.count).toBeLessThanOrEqual(6);
    await lee.page.getByLabel('Timeline').getByText('Gas company called.').waitFor();
  });

  test('a refusal names the reason and the way out, and the line stays for repair', async () => {
    await lee.page.keyboard.press('F2');
    await lee.page.keyboard.type(`d t4 > ${taken}`);
    await lee.page.keyboard.press('Enter');
    await reply(lee.page, 'rejected').filter({ hasText: `T4 already serves ${world.fire.number} STRUCTURE FIRE` }).filter({ hasText: 'choose another unit' }).waitFor();
    expect(await lee.page.getByLabel('Command', { exact: true }).inputValue()).toBe(`d t4 > ${taken}`);
    await lee.page.keyboard.press('Control+A');
    await lee.page.keyboard.type('w e5');
    await lee.page.keyboard.press('Enter');
    await reply(lee.page, 'told').filter({ hasText: 'pump repair' }).filter({ hasText: 'until' }).waitFor();
  });

  test('an observer may look but not act, and is told so', async () => {
    await sam.page.keyboard.type(`n ${taken} hello`);
    await sam.page.keyboard.press('Enter');
    await reply(sam.page, 'rejected').filter({ hasText: 'Not yours to do' }).waitFor();
  });

  test('map, board and queue know of one another: what is chosen on one is chosen on all', async () => {
    const { page } = kim;
    const chosen = (place: Page, callSign: string) => unit(place, callSign).and(place.locator('[aria-current="true"]'));
    await page.locator('[data-map="idle"]').waitFor();
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('m a7');
    await page.keyboard.press('Enter');
    await reply(page, 'told').filter({ hasText: 'A7 on the map' }).waitFor();
    await page.getByRole('button', { name: 'List', exact: true }).click();
    await page.getByRole('region', { name: 'On the map now' }).getByRole('button', { name: /^A7 .*at patient/ }).click();
    await chosen(page, 'A7').waitFor();
    expect(await page.locator('[data-incident-shown]').getAttribute('data-incident-shown')).toBe(world.cardiac.number);
    expect(await serious(page)).toEqual([]);
    await page.getByRole('button', { name: 'List', exact: true }).click();
    await page.keyboard.press('F2');
    await page.keyboard.type('m sq1');
    await page.keyboard.press('Enter');
    await reply(page, 'told').filter({ hasText: 'SQ1 on the map' }).waitFor();
    const pane = (await page.locator('[data-map]').boundingBox())!;
    // The answer comes before the map has come to rest, and that it is at rest says nothing of a move that is still to begin: so until it hits.
    await vi.waitFor(async () => {
      await settled(page);
      await page.mouse.click(pane.x + pane.width / 2, pane.y + pane.height / 2);
      await chosen(page, 'SQ1').waitFor({ timeout: 2_000 });
    }, { timeout: 30_000 });
  });

  test('clearing and closing by keyboard takes the incident off every queue', async () => {
    const line = async (text: string, done: string) => {
      await kim.page.keyboard.press('F2');
      await kim.page.keyboard.press('Control+A');
      await kim.page.keyboard.type(text);
      await kim.page.keyboard.press('Enter');
      await reply(kim.page, 'accepted').filter({ hasText: done }).waitFor();
    };
    await line('cl e42 t9', 'T9 clear');
    await line(`c ${taken} d:gas shut off`, 'closed');
    await row(sam.page, taken).waitFor({ state: 'detached' });
    await unit(sam.page, 'E42').getByText('available').waitFor();
  });

  test('axe finds nothing serious, in either theme, with form and help open', async () => {
    for (const { page } of [kim, lee]) {
      await row(page, world.fire.number).click();
      await page.keyboard.press('F3');
      await page.getByLabel('Place').waitFor();
      expect(await serious(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('F1');
      await page.getByRole('dialog').waitFor();
      expect(await serious(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
  });

  test('when the server is killed the badge says so and every clock stops; when it is back the picture goes on without a reload', async () => {
    const { page } = lee;
    await page.evaluate(() => void ((globalThis as { untouched?: boolean }).untouched = true));
    await host.kill();
    await page.locator('[data-connection="offline"]').waitFor();
    expect(await page.locator('[data-connection]').textContent()).toMatch(/picture \d+ s old/);
    const clock = page.locator('header time').first();
    const stopped = await clock.textContent();
    await page.getByText(/picture ([6-9]|\d\d) s old/).waitFor();
    expect(await clock.textContent()).toBe(stopped);
    await row(page, world.fire.number).waitFor();
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(`n ${world.fire.number} while away`);
    await page.keyboard.press('Enter');
    await reply(page, 'rejected').filter({ hasText: 'Offline' }).waitFor();
    await host.start();
    await page.locator('[data-connection="live"]').waitFor();
    expect(await page.getByLabel('Command', { exact: true }).inputValue()).toBe(`n ${world.fire.number} while away`);
    await page.keyboard.press('Enter');
    await reply(page, 'accepted').waitFor();
    await kim.page.locator('[data-connection="live"]').waitFor();
    await row(kim.page, world.fire.number).click();
    await kim.page.getByLabel('Timeline').getByText('while away').waitFor();
    expect(await page.evaluate(() => (globalThis as { untouched?: boolean }).untouched)).toBe(true);
  });

  test('a reload keeps the session of the tab; signing out ends it', async () => {
    const { page } = sam;
    await page.reload();
    await page.locator('[data-connection="live"]').waitFor();
    const token = await page.evaluate(() => sessionStorage.getItem('eoc.session'));
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(token);
    expect(await page.content()).not.toContain(password);
  });

  test('a revoked session is out within two seconds, and says so', async () => {
    const { page } = kim;
    const admin = await signInByCall(host.address, 'live', 'admin', host.password);
    const session = await ownSession(host.address, (await page.evaluate(() => sessionStorage.getItem('eoc.session')))!);
    await revoke(host.address, admin, session);
    await page.getByText('Your session has ended').waitFor({ timeout: 2_000 });
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.locator('[data-incident]').count()).toBe(0);
  });

  test('no page asked anybody else for anything, and the content policy had nothing to stop', () => {
    for (const { strangers, complaints } of [kim, lee, sam]) {
      expect(strangers).toEqual([]);
      // While the server is away the browser itself reports each failed request.
      expect(complaints.filter((complaint) => !/ERR_|Failed to load resource/.test(complaint))).toEqual([]);
    }
  });
});

/** The map has come to rest after it was moved. */
const settled = (page: Page) => page.locator('[data-map="idle"]').waitFor();

/** Axe's serious and critical findings, with where they are. */
async function serious(page: Page): Promise<string[]> {
  // The driver may evaluate what the page's own policy would never admit.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }[] }> } }).axe.run();
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${node.target.join(' ')}: ${node.failureSummary}`));
  });
}
