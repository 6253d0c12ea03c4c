// SPDX-License-Identifier: AGPL-3.0-or-later
// node screens.mjs PATH_TO_XINAN OUTDIR [page …]: every page, in both languages and both sizes, as a picture to be looked at.
// Prints TAP; a page fails that runs over its width, shows an untranslated key, makes the browser
// complain, or in which axe finds something serious (names, contrast, order, labels: what shuts somebody out).
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startDemo } from './demo.mjs';
import { openBrowser, Stage } from './stage.mjs';

const [program, out, ...only] = process.argv.slice(2);
if (!program || !out) {
  process.stderr.write('usage: node screens.mjs PATH_TO_XINAN OUTDIR [page …]\n');
  process.exit(2);
}
mkdirSync(out, { recursive: true });

const axe = readFileSync(resolve(import.meta.dirname, '../../web/node_modules/axe-core/axe.min.js'), 'utf8');

// What axe calls serious or critical, one line for each rule.
async function accessibility(page) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { violations: all } = await window.axe.run(document, { resultTypes: ['violations'] });
    // A day of the month is named by its date and holds bookings with names of their own: the calendar's cells are no labels to speak.
    for (const rule of all) if (rule.id === 'label-content-name-mismatch') rule.nodes = rule.nodes.filter((n) => !n.html.includes('fc-daygrid-day'));
    return all.filter((v) => v.nodes.length > 0 && (v.impact === 'serious' || v.impact === 'critical')).map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((n) => `${n.target.join(' ')} ${n.any[0]?.message ?? ''}`) }));
  });
  return violations.map(({ id, help, nodes }) => `axe ${id}: ${help}: ${nodes.length} × ${nodes.slice(0, 3).join(' | ')}`);
}

// Ids of the demo that a path needs, and consents to look at.
async function ids(stage) {
  const cases = (await stage.get('counsellor', '/cases')).items;
  const open = cases.find((c) => c.visitor.label.startsWith('陈晨曦'));
  const draft = (await stage.get('counsellor', '/me/unwritten')).items[0];
  const whole = await stage.get('counsellor', `/cases/${open.id}`);
  const mine = (await stage.get('chenxi', '/me/consents')).items.find((c) => c.consent);
  return {
    case: open.id, person: open.visitor.id, draft: draft.session, signed: whole.sessions[0].id,
    file: (await stage.get('counsellor', '/archive-files')).items[0].id, consent: mine.consent,
  };
}

const pagesOf = (id) => [
  ['home', '', '/'], ['sign-in', '', '/sign-in'], ['before', '', '/before'], ['verify', '', '/file/verify'], ['kiosk', '', '/kiosk'], ['door', '', '/console'],
  ['home-signed-in', 'chenxi', '/'], ['book', 'chenxi', '/book'], ['times', 'chenxi', '/times'], ['consents', 'chenxi', '/consents'], ['sign', 'chenxi', '/consents/recording'],
  ['my-copy', 'chenxi', `/consent-copies/${id.consent}`], ['file', 'chenxi', '/file'], ['summaries', 'chenxi', '/summaries'],
  ['board', 'counsellor', '/console'], ['calendar', 'counsellor', '/console/calendar'], ['cases', 'counsellor', '/console/cases'], ['case', 'counsellor', `/console/cases/${id.case}`],
  ['record', 'counsellor', `/console/sessions/${id.draft}`], ['signed', 'counsellor', `/console/sessions/${id.signed}`], ['to-do', 'counsellor', '/console/to-do'],
  ['people', 'counsellor', '/console/people'], ['person', 'counsellor', `/console/people/${id.person}`], ['capture', 'counsellor', `/console/people/${id.person}/consents`],
  ['copy', 'counsellor', `/console/consent-copies/${id.consent}`], ['archive', 'counsellor', '/console/archive'], ['archive-file', 'counsellor', `/console/archive/${id.file}`],
  ['month', 'counsellor', '/console/calendar', (page) => page.locator('.ant-segmented-item').nth(2).click()],
  ['booking', 'counsellor', '/console/calendar', (page) => page.keyboard.press('n')], ['keys', 'counsellor', '/console/cases', (page) => page.keyboard.press('?')],
  ['bells', 'counsellor', '/console/settings/bells'], ['classes', 'counsellor', '/console/settings/classes'], ['rooms', 'leader', '/console/settings/rooms'],
  ['figures', 'leader', '/console/settings/figures'], ['figure', 'leader', '/console/settings/figures', (page) => page.locator('.figure-act .link').first().click()],
  ['help-numbers', 'leader', '/console/settings/help-numbers'], ['texts', 'leader', '/console/settings/texts'],
  ['text-look', 'leader', '/console/settings/texts', (page) => page.locator('tbody button').first().click()],
  ['text-editor', 'leader', '/console/settings/texts', (page) => page.locator('tbody button').nth(1).click()],
  ['staff', 'leader', '/console/staff'], ['staff-add', 'leader', '/console/staff', (page) => page.keyboard.press('n')], ['ledger', 'auditor', '/console/ledger'], ['nothing', 'finance', '/console'],
  ['refused', 'teacher', '/console/calendar'],
];

const say = (line) => process.stdout.write(`${line}\n`);

async function look(stage, page, path, language, open) {
  await page.goto(path);
  await page.locator('h1, h2').first().waitFor();
  const other = page.getByRole('button', { name: language === 'en' ? 'Switch to English' : '切换到中文' });
  if (await other.count()) await other.first().click(); // a profile says its own language after sign-in
  await page.waitForFunction(() => !document.querySelector('.skeleton'));
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle').catch(() => undefined); // an event stream may stay open
  if (open) {
    await open(page);
    await page.locator('.ant-modal, .fc-dayGridMonth-view').first().waitFor();
    await page.waitForTimeout(400); // the box slides in
  }
  const found = await page.evaluate(() => {
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const keys = [];
    while (words.nextNode()) {
      const text = words.currentNode.textContent.trim();
      if (/^[a-z_]+\.[a-z_.]+$/.test(text) && !words.currentNode.parentElement.closest('code')) keys.push(text);
    }
    return { wide: document.documentElement.scrollWidth - window.innerWidth, keys, lang: document.documentElement.lang };
  });
  const troubles = stage.troubles.splice(0);
  if (found.wide > 0) troubles.push(`runs over the width by ${found.wide} px`);
  if (found.keys.length > 0) troubles.push(`untranslated: ${found.keys.join(', ')}`);
  troubles.push(...(await accessibility(page)));
  if (!found.lang.startsWith(language)) troubles.push(`speaks ${found.lang}`);
  return troubles;
}

const centre = await startDemo(resolve(program));
const browser = await openBrowser();
let number = 0;
let failed = 0;
try {
  const stage = new Stage(browser, centre);
  for (const login of ['counsellor', 'chenxi', 'leader', 'auditor', 'finance', 'teacher']) await stage.pageOf(login, login === 'chenxi' ? '/' : '/console');
  const pages = pagesOf(await ids(stage)).filter(([name]) => only.length === 0 || only.includes(name));
  await stage.close();
  for (const [language, locale] of [['zh', 'zh-CN'], ['en', 'en-GB']]) {
    for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
      for (const login of [...new Set(pages.map(([, who]) => who))]) {
        const options = { locale, viewport };
        const page = await stage.pageIn(await stage.context(options));
        if (login) await page.context().addCookies(stage.cookies.get(login));
        for (const [name, , path, open] of pages.filter(([, who]) => who === login)) {
          number += 1;
          const label = `${name} ${language} ${viewport.width}x${viewport.height}`;
          const troubles = await look(stage, page, path, language, open).catch((error) => [error.message.split('\n')[0]]);
          await page.screenshot({ path: join(out, `${name}-${language}-${viewport.width}.png`), fullPage: viewport.width < 500 }).catch(() => undefined);
          failed += troubles.length ? 1 : 0;
          say(`${troubles.length ? 'not ok' : 'ok'} ${number} - ${label}`);
          for (const trouble of troubles) say(`#   ${trouble}`);
        }
        await page.context().close();
      }
    }
  }
} finally {
  await browser.close().catch(() => undefined);
  await centre.stop();
}
say(`1..${number}`);
process.exitCode = failed || number === 0 ? 1 : 0;
