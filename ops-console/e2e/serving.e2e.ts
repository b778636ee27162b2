import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch } from './browser';
import { Host } from './host';

describe('serving the console', () => {
  const host = new Host();
  beforeAll(() => host.start());
  afterAll(() => host.stop());

  const get = (path: string, headers: Record<string, string> = {}) => fetch(host.address + path, { headers });

  test('the page admits scripts, styles and connections of its own origin only, and nobody may frame it', async () => {
    const page = await get('/');
    const policy = page.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-cache');
  });

  test('files named by their content are compressed and kept for good; the page is asked for each time and answered with 304', async () => {
    const page = await get('/');
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())![1]!;
    const answer = await get(script, { 'accept-encoding': 'br' });
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('content-security-policy')).toContain("connect-src 'self'");
    expect((await get('/', { 'if-none-match': page.headers.get('etag')! })).status).toBe(304);
  });

  test('nothing but what was built can be asked for', async () => {
    for (const path of ['/served.json', '/index.html.br', '/assets/', '/../Eoc.Host.dll', '/%2e%2e/Eoc.Host.dll', '/assets/..%2f..%2fEoc.Host.dll', '/src/main.ts', '/data/eoc.json'])
      expect((await get(path)).status, path).toBe(404);
  });

  test('until somebody signs in there is a form and nothing else, and a wrong password says what to do', async () => {
    const browser = await launch();
    const page = await browser.newPage();
    const calls: string[] = [];
    page.on('request', (request) => void calls.push(new URL(request.url()).pathname));
    await page.goto(host.address);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(calls.filter((path) => path.startsWith('/eoc.v1.'))).toEqual([]);
    await page.getByLabel('Account').fill('admin');
    await page.getByLabel('Password').fill('not the password');
    await page.keyboard.press('Enter');
    await page.getByText('Check all four and try again').waitFor();
    expect(await page.getByLabel('Password').inputValue()).toBe('');
    expect(calls.filter((path) => path.startsWith('/eoc.v1.') && !path.endsWith('/SignIn'))).toEqual([]);
    await browser.close();
  });
});
