// SPDX-License-Identifier: AGPL-3.0-or-later
// What a journey works with: pages of a browser, signed in as somebody, and the small gestures that many journeys share.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const require = createRequire(resolve(import.meta.dirname, '../../web/package.json'));
const { chromium } = require('playwright-core');

const waitMs = 30_000;
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

export function openBrowser() {
  return chromium.launch({ executablePath: process.env.XINAN_CHROMIUM ?? '/usr/bin/chromium', args: quiet });
}

// A browser that keeps its profile in a folder, as somebody's own does.
export function openProfile(folder, options) {
  return chromium.launchPersistentContext(folder, { executablePath: process.env.XINAN_CHROMIUM ?? '/usr/bin/chromium', args: quiet, ...options });
}

export class Stage {
  constructor(browser, centre) {
    this.browser = browser;
    this.centre = centre;
    this.cookies = new Map(); // of each login, once signed in
    this.contexts = [];
    this.last = undefined; // the page a failure is pictured on
    this.troubles = []; // what the browser complained of
  }

  async context({ locale = 'zh-CN', viewport = { width: 1440, height: 900 } } = {}) {
    const context = await this.browser.newContext({ baseURL: this.centre.url, viewport, locale, timezoneId: 'Asia/Shanghai', acceptDownloads: true });
    context.setDefaultTimeout(waitMs);
    this.contexts.push(context);
    return context;
  }

  async pageIn(context) {
    const page = await context.newPage();
    page.on('pageerror', (error) => this.troubles.push(`${page.url()}: ${error.message}`));
    page.on('console', (line) => {
      // A refused or unknown thing is answered with its status; the browser writes that down by itself.
      if (line.type() === 'error' && !/status of (401|403|404|409|412|422)/.test(line.text())) this.troubles.push(`${page.url()}: ${line.text().slice(0, 300)}`);
    });
    this.last = page;
    return page;
  }

  // A page for nobody yet.
  async page(options) {
    return this.pageIn(await this.context(options));
  }

  // A page of somebody signed in. The first time through the door, later with the cookie of that time.
  async pageOf(login, path, options) {
    const context = await this.context(options);
    if (this.cookies.has(login)) await context.addCookies(this.cookies.get(login));
    const page = await this.pageIn(context);
    await page.goto(path);
    if (!this.cookies.has(login)) {
      if (path === '/') await page.goto('/sign-in');
      await this.signIn(page, login);
      if (path === '/') await page.goto('/');
      this.cookies.set(login, await context.cookies());
    }
    return page;
  }

  async signIn(page, login) {
    await page.getByText('用口令', { exact: true }).click();
    await page.getByLabel('登录名').fill(login);
    await page.getByLabel('口令', { exact: true }).fill(this.centre.passphrases.get(login));
    await page.getByRole('button', { name: '进入' }).click();
    await page.locator('.sign-in').waitFor({ state: 'detached' });
  }

  // What the API says to somebody, for facts a journey needs and for trying doors.
  async ask(login, path, language = 'zh') {
    const cookie = (this.cookies.get(login) ?? []).map((c) => `${c.name}=${c.value}`).join('; ');
    const response = await fetch(`${this.centre.url}/api/v1${path}`, { headers: { cookie, 'Accept-Language': language, Accept: 'application/json' }, redirect: 'error' });
    const body = await response.text();
    return { status: response.status, body };
  }

  async get(login, path) {
    const { status, body } = await this.ask(login, path);
    if (status !== 200) throw new Error(`GET ${path} for ${login}: ${status} ${body}`);
    return JSON.parse(body);
  }

  async close() {
    for (const context of this.contexts) await context.close().catch(() => undefined);
    this.contexts = [];
    this.last = undefined;
  }
}

// Chooses from a list that opens below its field (console pages).
export async function choose(page, label, option) {
  await page.getByLabel(label, { exact: true }).click();
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: option }).first().click();
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').waitFor({ state: 'detached' }); // while it closes, Escape is its own
}

export async function saysSoon(page, text) {
  await page.getByText(text).first().waitFor();
}

// Writes a name into the box for it, with the mouse.
export async function signInBox(page, root = page) {
  const box = root.locator('.signature canvas');
  await box.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await box.boundingBox();
  await page.mouse.move(x + width * 0.2, y + height * 0.6);
  await page.mouse.down();
  for (let i = 1; i <= 12; i++) await page.mouse.move(x + width * (0.2 + i * 0.04), y + height * (0.6 + (i % 2 ? -0.2 : 0.2)));
  await page.mouse.up();
  await root.getByText('已写好').waitFor();
}

export function check(truth, what) {
  if (!truth) throw new Error(what);
}

// Presses the last button of a box; where the house only advises against it, goes on with a reason.
export async function pressAndGoOn(box, name, reason) {
  await box.getByRole('button', { name, exact: true }).click();
  const asked = box.getByRole('button', { name: '说明理由并继续' });
  await Promise.race([box.waitFor({ state: 'detached' }), asked.waitFor()]);
  if (!(await asked.isVisible())) return false;
  await box.getByLabel(/继续的理由/).fill(reason);
  await asked.click();
  await box.waitFor({ state: 'detached' });
  return true;
}
