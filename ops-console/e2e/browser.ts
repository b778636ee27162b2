import { chromium, type Browser, type Page } from 'playwright-core';
import { password, realm } from './world';

/** Debian's Chromium, or another one named in CHROMIUM. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  });

export interface Look {
  width: number;
  height: number;
  theme: 'dark' | 'light';
}

/** A person at a screen of their own, signed in. What the browser complains of is kept. */
export async function seat(browser: Browser, address: string, account: string, { width, height, theme }: Look = { width: 1440, height: 900, theme: 'dark' }) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
  context.setDefaultTimeout(45_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  page.on('pageerror', (error) => void complaints.push(String(error)));
  const strangers: string[] = [];
  page.on('request', (request) => void (new URL(request.url()).origin !== address && strangers.push(request.url())));
  await page.goto(address);
  await signIn(page, account);
  await page.locator('[data-connection="live"]').waitFor();
  await page.locator('[data-incident]').first().waitFor();
  return { page, context, complaints, strangers };
}

export async function signIn(page: Page, account: string, secret = password) {
  await page.getByLabel('Account').fill(account);
  await page.getByLabel('Password').fill(secret);
  await page.getByLabel('Realm').fill(realm);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
