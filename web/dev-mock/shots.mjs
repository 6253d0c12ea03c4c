// SPDX-License-Identifier: AGPL-3.0-or-later
// Pictures of the pages over the invented data: node dev-mock/shots.mjs OUT [page ...]. Needs `npm run dev:mock` and Debian's chromium.
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [out = '/tmp/shots', ...only] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const id = (n) => n.toString(16).padStart(32, '0');
const pages = [
  ['home', '/', ''], ['sign-in', '/sign-in', ''], ['before', '/before', ''], ['book', '/book', 'visitor'], ['times', '/times', 'visitor'], ['consents', '/consents', 'visitor'],
  ['sign', '/consents/service', 'visitor'], ['file', '/file', 'visitor'], ['verify', '/file/verify', ''], ['summaries', '/summaries', 'visitor'], ['kiosk', '/kiosk', ''], ['copy', `/consent-copies/${id(21)}`, 'visitor'],
  ['console-door', '/console', ''], ['board', '/console', 'all'], ['calendar', '/console/calendar', 'all'], ['cases', '/console/cases', 'all'], ['case', `/console/cases/${id(74)}`, 'all'], ['record', `/console/sessions/${id(62)}`, 'all'],
  ['to-do', '/console/to-do', 'all'], ['people', '/console/people', 'all'], ['person', `/console/people/${id(1)}`, 'all'], ['capture', `/console/people/${id(1)}/consents`, 'all'], ['archive', '/console/archive', 'all'],
  ['content', `/console/archive/${id(200)}`, 'all'], ['staff', '/console/staff', 'all'], ['rooms', '/console/rooms', 'all'], ['settings', '/console/settings', 'all'], ['ledger', '/console/ledger', 'all'],
];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
let bad = 0;
for (const [locale, tag] of [['zh-CN', 'zh'], ['en-GB', 'en']]) {
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    const context = await browser.newContext({ viewport: { width, height }, locale, timezoneId: 'Asia/Shanghai' });
    for (const [name, path, role] of pages) {
      const label = `${name}-${tag}-${width}`;
      if (only.length && !only.some((o) => label.startsWith(o))) continue;
      await context.clearCookies();
      if (role) await context.addCookies([{ name: 'mock_role', value: role, url: 'http://127.0.0.1:5199' }]);
      const page = await context.newPage();
      page.on('console', (m) => { if (m.type() === 'error' || m.type() === 'warning') { if (!/401/.test(m.text())) { bad++; console.log(label, m.type(), m.text().slice(0, 300)); } } });
      page.on('pageerror', (e) => { bad++; console.log(label, 'error', e.message); });
      await page.goto(`http://127.0.0.1:5199${path}`, { waitUntil: 'load' });
      await page.waitForSelector('h1', { timeout: 15000 }).catch(() => console.log(label, 'no h1'));
      await page.waitForFunction(() => !document.querySelector('.skeleton'), undefined, { timeout: 8000 }).catch(() => console.log(label, 'still loading'));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) { bad++; console.log(label, `overflows by ${wide}px`); }
      await page.screenshot({ path: `${out}/${label}.png`, fullPage: width < 500 });
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
console.log(bad ? `${bad} findings` : 'no findings');
