// SPDX-License-Identifier: AGPL-3.0-or-later
// Writes and reads words in the pages, each person in a browser of their own whose profile stays behind: console, portal and
// the screen in the corridor. The browsers are closed as people close them.
import { join } from 'node:path';
import { check, openProfile, saysSoon, Stage } from '../journeys/stage.mjs';

class OwnBrowser extends Stage {
  constructor(centre, folder) {
    super(undefined, centre);
    this.folder = folder;
  }

  async context({ locale = 'zh-CN', viewport = { width: 1440, height: 900 } } = {}) {
    const context = await openProfile(this.folder, { baseURL: this.centre.url, viewport, locale, timezoneId: 'Asia/Shanghai', acceptDownloads: true });
    context.setDefaultTimeout(30_000);
    this.contexts.push(context);
    return context;
  }
}

// The words of `places` stand on the page, in its text or its fields.
async function shows(page, s, ...places) {
  const wanted = s.words.kept.filter(({ place }) => places.includes(place));
  check(wanted.length > 0, `words of ${places}`);
  for (const { word } of wanted) {
    await page.waitForFunction((w) => document.body.innerText.includes(w) || [...document.querySelectorAll('input, textarea')].some((x) => x.value.includes(w)), word);
  }
}

const fieldsOf = (place) => ['background', 'request', 'theme', 'intervention', 'plan', 'shared summary'].map((field) => `${place}: ${field}`);
const saved = (page) => page.getByText(/已保存 \d\d:\d\d/).first().waitFor();

async function asCounsellor(s, own) {
  const { words } = s;
  const page = await own.pageOf('counsellor', '/console');
  // Written by hand: a talk, its record, its process note.
  await page.getByRole('button', { name: '马上谈' }).click();
  await page.getByLabel(/为什么现在谈/).fill(words.both('browser: reason of an unplanned talk'));
  await page.getByRole('dialog').getByRole('button', { name: '开始', exact: true }).click();
  await page.waitForURL('**/console/sessions/*');
  await page.getByLabel('求助', { exact: true }).fill(words.both('browser: request'));
  await page.getByLabel('主题', { exact: true }).fill(words.both('browser: theme'));
  await saved(page);
  const panel = page.getByRole('complementary', { name: '过程笔记' });
  await panel.getByRole('button', { name: '打开过程笔记' }).click();
  await panel.getByRole('textbox').fill(words.both('browser: process note'));
  await panel.getByRole('button', { name: '保存' }).click();
  await panel.getByText(/已保存 \d\d:\d\d/).waitFor();
  await page.getByRole('button', { name: '结束会谈' }).click();
  await saysSoon(page, '会谈已结束');
  // Somebody on the telephone and somebody at the door.
  await page.goto('/console');
  await page.getByRole('button', { name: '电话预约' }).click();
  const box = page.getByRole('dialog');
  await box.getByLabel('怎么称呼').fill(words.name('browser: caller'));
  await box.getByLabel('回电号码').fill(words.phone('browser: callback number'));
  await box.getByRole('button', { name: /后七天/ }).click();
  await box.locator('.time').first().click();
  await box.getByRole('button', { name: '留下时间' }).click();
  await saysSoon(page, '时间留好了');
  // Typed and given up: nothing of it goes anywhere.
  words.into = words.refused;
  await page.getByRole('button', { name: '现场来访' }).click();
  await page.getByRole('dialog').getByLabel('谁来了').fill(words.name('browser: typed and given up'));
  await page.keyboard.press('Escape');
  words.into = words.kept;
  // Read: record, versions, process note, case, archive, people, form, guardians, consents, board.
  await page.goto(`/console/sessions/${s.first.session}`);
  await shows(page, s, ...fieldsOf('second version'), 'addendum 1', 'addendum 2');
  await panel.getByRole('button', { name: '打开过程笔记' }).click();
  await shows(page, s, 'process note 2');
  await page.getByRole('button', { name: '历史' }).click();
  await page.getByRole('dialog').waitFor();
  await page.goto(`/console/cases/${s.first.case}`);
  await shows(page, s, 'plan 2: goal 1', 'plan 2: goal 2');
  await page.goto(`/console/archive/${s.file.id}`);
  await shows(page, s, 'closing: summary', ...fieldsOf('closed case'));
  await page.goto('/console/people');
  const search = page.getByRole('main').getByRole('searchbox');
  await search.fill(s.nameOf4);
  await search.press('Enter');
  await page.locator('.search-found button').first().click();
  await shows(page, s, 'second name of person 4');
  for (const path of [`/console/people/${s.people[0]}`, `/console/people/${s.pupil}`, `/console/people/${s.people[0]}/consents`, '/console/calendar', '/console/cases', '/console/to-do']) {
    await page.goto(path);
    await page.locator('main h1, main h2').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('.skeleton'));
  }
  await page.goto(`/console/people/${s.pupil}`);
  await shows(page, s, 'name of a pupil', 'name of a guardian');
}

async function asVisitor(s, own) {
  const page = await own.pageOf('chenxi', '/');
  await page.goto('/summaries');
  await shows(page, s, 'second version: shared summary');
  for (const path of ['/times', '/consents', '/file', '/book']) {
    await page.goto(path);
    await page.locator('h1, h2').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('.skeleton'));
  }
}

// A pupil whose card was given out; what they are called is a planted name, and the kiosk greets by it or not: it keeps nothing.
async function asPupil(s, own) {
  const { code } = await s.desk.post(`/persons/${s.people[3]}/code-card`);
  const page = await own.page();
  await page.goto('/kiosk');
  s.words.into = s.words.refused;
  await page.getByRole('button', { name: /我有号码卡/ }).click();
  await page.getByLabel('卡上的号码').fill(s.words.latin('browser: a wrong code'));
  await page.getByRole('button', { name: '进入' }).click();
  await page.getByRole('alert').waitFor();
  s.words.into = s.words.kept;
  await page.getByLabel('卡上的号码').fill(code);
  await page.getByRole('button', { name: '进入' }).click();
  await page.getByRole('link', { name: /我的时间/ }).click();
  await page.waitForFunction(() => !document.querySelector('.skeleton'));
  await page.getByRole('button', { name: /用完了/ }).click();
  await page.getByRole('button', { name: /我有号码卡/ }).waitFor();
}

async function alone(s, name, act) {
  const own = new OwnBrowser(s.centre, join(s.profiles, name));
  try {
    await act(s, own);
    check(own.troubles.length === 0, `the browser complained: ${own.troubles.join('; ')}`);
  } catch (error) {
    if (own.last && !own.last.isClosed()) await own.last.screenshot({ path: join(s.pictures, `secrecy-${name}.png`) }).catch(() => undefined);
    throw error;
  } finally {
    await own.close();
  }
}

export const looking = [
  ['a counsellor writes and reads in the console', (s) => alone(s, 'counsellor', asCounsellor)],
  ['a visitor reads in the portal', (s) => alone(s, 'visitor', asVisitor)],
  ['a pupil uses the screen in the corridor', (s) => alone(s, 'kiosk', asPupil)],
];
