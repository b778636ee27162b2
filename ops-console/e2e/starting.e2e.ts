import { createHmac } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch } from './browser';
import { Host } from './host';

/** The code that an authenticator app shows for a key, RFC 6238. */
function codeOf(key: string, now = Date.now()) {
  const bits = [...key].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const mac = createHmac('sha1', Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)))).update(counter).digest();
  return String((mac.readUInt32BE(mac[19]! & 15) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

async function addAuthenticator(page: Page) {
  const key = (await page.locator('code').innerText()).replaceAll(' ', '');
  await page.getByRole('textbox', { name: 'Code' }).fill(codeOf(key));
  await page.getByRole('button', { name: 'Confirm' }).click();
}

describe('whoever starts the host for the first time', () => {
  const host = new Host({ EOC_DEMO: 'on', EOC_TOTP: 'required' });
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [browser] = await Promise.all([launch(), host.start()]);
    page = await fresh();
  });

  afterAll(async () => {
    await browser?.close();
    await host.stop();
  });

  const fresh = async () => {
    const opened = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    opened.setDefaultTimeout(45_000);
    return opened;
  };

  test('sees the sign-in form and nothing of the city before anybody is signed in', async () => {
    const stranger = await fresh();
    await stranger.goto(host.address);
    await stranger.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await stranger.locator('canvas, [data-incident], [role="note"]').count()).toBe(0);
    await stranger.context().close();
  });

  test('opens the demonstration by the link, which leaves the address', async () => {
    await page.goto(await host.startLink);
    await page.getByText('DEMONSTRATION', { exact: true }).waitFor();
    await page.locator('[data-incident]').first().waitFor();
    expect(page.url()).not.toContain('start');
  });

  test('finds an incident that waits, sends a unit, and the crew comes', async () => {
    const waiting = page.locator('[data-incident]').filter({ hasText: 'no unit' }).last();
    const number = /^\d+$/m.exec((await waiting.innerText()).replace(/^\d\n/, ''))![0];
    // Two, for once in sixty times a crew cannot.
    const free = await page.locator('[data-unit]').filter({ hasText: 'available' }).filter({ hasText: /^B\d/ }).allInnerTexts();
    const units = free.slice(0, 2).map((row) => row.split('\n')[0]!);
    await page.keyboard.press('F2');
    await page.keyboard.type(`D ${units.join(' ')} > ${number}`);
    await page.keyboard.press('Enter');
    await page.locator('[data-reply="accepted"]').waitFor();
    // Nobody but the crews says these: they acknowledge, turn out and drive.
    const sent = page.locator('[data-unit]').filter({ hasText: new RegExp(`^(${units.join('|')})\\D`) });
    await sent.filter({ hasText: /acknowledged|en route|on scene/ }).first().waitFor({ timeout: 60_000 });
  }, 90_000);

  test('takes a call and sends whom the run card names, by nine keys and the caller’s words', async () => {
    await page.keyboard.press('F3');
    await page.keyboard.type('STRUCTURE FIRE');
    for (const key of ['Tab', '1', 'Tab']) await page.keyboard.press(key);
    await page.keyboard.type('1200 W Madison');
    await page.keyboard.press('Enter');
    await page.locator('[data-reply="accepted"]').getByText(/opened: STRUCTURE FIRE/).waitFor();
    await page.locator('[data-run-card="Structure fire"]').getByRole('button').waitFor();
    await page.keyboard.press('F2');
    await page.keyboard.type('d');
    await page.keyboard.press('Enter');
    await page.locator('[data-reply="told"]').getByText(/Run card Structure fire: E\d.* mi.*Enter sends/).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('[data-reply="accepted"], [data-reply="rejected"]').getByText(/E\d+ dispatched/).waitFor();
    const number = (await page.locator('[data-incident-shown]').getAttribute('data-incident-shown'))!;
    expect(await page.locator(`[data-incident="${number}"]`).innerText()).not.toContain('no unit');
    await page.keyboard.press('Control+Enter');
  });

  test('is told why a used link opens nothing, and sees the sign-in form', async () => {
    const second = await fresh();
    await second.goto(await host.startLink);
    await second.getByText('This start link has been used').waitFor();
    expect(await second.locator('canvas, [data-incident]').count()).toBe(0);
    await second.goto(`${host.address}/#start=nonsense`);
    await second.getByText('This start link is not whole').waitFor();
    await second.context().close();
  });

  test('as administrator adds an authenticator, loads a city and makes an account that opens the position', async () => {
    const admin = await fresh();
    await admin.goto(host.address);
    await admin.getByLabel('Account').fill('admin');
    await admin.getByLabel('Password').fill(host.password);
    await admin.getByRole('button', { name: 'Sign in' }).click();
    await addAuthenticator(admin);
    await admin.getByRole('heading', { name: 'First steps' }).waitFor();
    await admin.getByRole('button', { name: 'Load' }).click();
    await admin.getByText(/✓ .* agencies, \d+ units/).waitFor({ timeout: 60_000 });
    await admin.getByLabel('Name').fill('kim.lee');
    await admin.getByRole('combobox', { name: 'Agency' }).fill('oemc');
    await admin.getByRole('button', { name: 'Make account' }).click();
    const password = await admin.locator('[role="status"] code').innerText();
    await admin.getByRole('button', { name: 'Sign out and open' }).click();
    await admin.getByLabel('Account').fill('kim.lee');
    await admin.getByLabel('Password').fill(password);
    await admin.getByRole('button', { name: 'Sign in' }).click();
    await addAuthenticator(admin);
    await admin.getByText('No open incidents').waitFor();
    await admin.getByText('LIVE', { exact: true }).waitFor();
    await admin.context().close();
  }, 150_000);
});
