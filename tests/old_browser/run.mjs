// SPDX-License-Identifier: AGPL-3.0-or-later
// node run.mjs PATH_TO_XINAN: the pages in Chromium 86, the oldest browser they are made for: the portal's first page, a booking,
// the screen in the corridor, the console. Prints TAP. Styles are looked at as well: unstyled pages report no error there.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { spawnSync } from 'node:child_process';
import { startDemo } from '../journeys/demo.mjs';

const require = createRequire(import.meta.url);
const puppeteer = require('puppeteer-core');
const packed = join(import.meta.dirname, 'node_modules/chrome-aws-lambda/bin');
const [program] = process.argv.slice(2);
if (!program) {
  process.stderr.write('usage: node run.mjs PATH_TO_XINAN\n');
  process.exit(2);
}
const pictures = resolve(import.meta.dirname, '../../build/journeys');
mkdirSync(pictures, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'xinan-old-browser-'));

// The package keeps the browser and its drawing library packed, and made for a machine without libraries of its own.
function unpack() {
  const browser = join(folder, 'chromium');
  writeFileSync(browser, brotliDecompressSync(readFileSync(join(packed, 'chromium.br'))));
  chmodSync(browser, 0o700);
  for (const name of ['swiftshader.tar.br', 'aws.tar.br']) {
    if (!existsSync(join(packed, name))) continue;
    const tar = spawnSync('tar', ['-x', '-C', folder], { input: brotliDecompressSync(readFileSync(join(packed, name))) });
    if (tar.status !== 0) throw new Error(String(tar.stderr));
  }
  return browser;
}

const say = (line) => process.stdout.write(`${line}\n`);
const check = (truth, what) => {
  if (!truth) throw new Error(what);
};
const troubles = [];

async function newPage(browser, url) {
  const context = await browser.createIncognitoBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.setViewport({ width: 1280, height: 800 });
  await page.setExtraHTTPHeaders({ 'Accept-Language': 'zh-CN' });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (line) => line.type() === 'error' && !/status of (401|403|404|409|412|422)/.test(line.text()) && troubles.push(line.text()));
  await page.evaluateOnNewDocument(() => Object.defineProperty(navigator, 'language', { get: () => 'zh-CN' }));
  await page.goto(url);
  return page;
}
const has = (page, text) => page.waitForFunction((t) => document.body?.innerText.includes(t), {}, text);
async function press(page, text) {
  await page.waitForFunction((t) => [...document.querySelectorAll('button, a, label')].some((x) => x.innerText.includes(t) && !x.disabled), {}, text);
  await page.evaluate((t) => [...document.querySelectorAll('button, a, label')].find((x) => x.innerText.includes(t) && !x.disabled).click(), text);
}
async function write(page, label, text) {
  await page.waitForFunction((t) => [...document.querySelectorAll('label')].some((x) => x.innerText.trim().startsWith(t)), {}, label);
  const id = await page.evaluate((t) => [...document.querySelectorAll('label')].find((x) => x.innerText.trim().startsWith(t)).htmlFor, label);
  await page.type(`[id="${id}"]`, text);
}
async function signIn(page, login, passphrase) {
  await press(page, '用口令');
  await write(page, '登录名', login);
  await write(page, '口令', passphrase);
  await press(page, '进入');
  await page.waitForFunction(() => !document.querySelector('.sign-in'));
}
const styled = (page, selector, property) => page.evaluate((s, p) => getComputedStyle(document.querySelector(s))[p], selector, property);

const steps = [
  ['it is Chromium 86', async ({ browser }) => check(/\/86\./.test(await browser.version()), await browser.version())],
  ['the first page of the portal is there, and styled', async ({ browser, centre }) => {
    const page = await newPage(browser, `${centre.url}/`);
    await has(page, '约个时间');
    check((await styled(page, 'h1', 'fontSize')) !== '32px', 'the heading has the size of our own');
  }],
  ['a visitor books a time', async ({ browser, centre }) => {
    const page = await newPage(browser, `${centre.url}/before`);
    await press(page, '看过了，去选时间');
    await signIn(page, 'chenxi', centre.passphrases.get('chenxi'));
    await press(page, '后七天');
    await page.waitForSelector('.time');
    await page.evaluate(() => document.querySelector('.time').click());
    await press(page, '定下来');
    await has(page, '定好了');
  }],
  ['a pupil enters at the screen in the corridor and leaves nothing', async ({ browser, centre }) => {
    const page = await newPage(browser, `${centre.url}/kiosk`);
    await press(page, '我有号码卡');
    await write(page, '卡上的号码', centre.cards.get('陈晨光'));
    await press(page, '进入');
    await press(page, '我的时间');
    await press(page, '用完了');
    await has(page, '我有号码卡');
  }],
  ['a counsellor enters the console, and its boxes and calendar are styled', async ({ browser, centre }) => {
    const page = await newPage(browser, `${centre.url}/console`);
    await signIn(page, 'counsellor', centre.passphrases.get('counsellor'));
    await has(page, '今日');
    await press(page, '电话预约');
    await page.waitForSelector('.ant-modal, [role="dialog"]');
    const box = await page.evaluate(() => getComputedStyle(document.querySelector('.ant-modal, [role="dialog"]')).position);
    check(box !== 'static', `the box is ${box}: its styles are missing`);
    await page.goto(`${centre.url}/console/calendar`);
    await page.waitForSelector('.fc-event');
    const [ink, ground] = await page.evaluate(() => {
      const event = document.querySelector('.fc-event');
      return [getComputedStyle(event.querySelector('*') ?? event).color, getComputedStyle(event).backgroundColor];
    });
    check(ink !== ground, `the calendar's blocks are ${ink} on ${ground}`);
  }],
];

let number = 0;
let failed = 0;
let browser;
const centre = await startDemo(resolve(program));
try {
  browser = await puppeteer.launch({ executablePath: unpack(), headless: true, userDataDir: join(folder, 'profile'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--lang=zh-CN'],
    env: { ...process.env, LD_LIBRARY_PATH: '', HOME: folder } });
  for (const [sentence, step] of steps) {
    number += 1;
    try {
      await step({ browser, centre });
      const said = troubles.splice(0);
      check(said.length === 0, `the browser complained: ${said.join('; ')}`);
      say(`ok ${number} - ${sentence}`);
    } catch (error) {
      failed += 1;
      say(`not ok ${number} - ${sentence}`);
      for (const line of String(error.stack ?? error).split('\n').slice(0, 8)) say(`#   ${line}`);
      if (!browser.isConnected()) throw error;
      const page = (await browser.pages()).pop();
      await page?.screenshot({ path: join(pictures, `old-browser-${number}.png`) }).catch(() => undefined);
      troubles.splice(0);
    }
  }
} catch (error) {
  failed += 1;
  number += 1;
  say(`not ok ${number} - Chromium 86 starts`);
  for (const line of String(error.stack ?? error).split('\n').slice(0, 12)) say(`#   ${line}`);
} finally {
  await browser?.close().catch(() => undefined);
  await centre.stop();
  rmSync(folder, { recursive: true, force: true });
}
say(`1..${number}`);
process.exitCode = failed ? 1 : 0;
