// SPDX-License-Identifier: AGPL-3.0-or-later
// Journey 1, without a phone: a pupil books on the screen in the corridor with a code card, and the screen forgets.
import { check, saysSoon } from './stage.mjs';

export default [
  ['the screen in the corridor offers three choices and help without a card', async (stage, s) => {
    const page = (s.page = await stage.page());
    await page.goto('/kiosk');
    await page.getByRole('button', { name: /现在就想找人/ }).waitFor();
    check((await page.locator('.door').count()) === 3, 'three choices');
    await page.getByRole('button', { name: /现在就想找人/ }).click();
    await page.getByRole('link', { name: /12356/ }).waitFor();
    await page.getByRole('button', { name: '回到开头' }).click();
  }],
  ['a wrong code is refused in plain words', async (_, { page }) => {
    await page.getByRole('button', { name: /我有号码卡/ }).click();
    await page.getByLabel('卡上的号码').fill('AAAA-BBBB-CCCC-D');
    await page.getByRole('button', { name: '进入' }).click();
    await page.getByRole('alert').waitFor();
  }],
  ['a pupil enters with a code card and books', async (stage, s) => {
    const { page } = s;
    await page.getByLabel('卡上的号码').fill(stage.centre.cards.get('陈晨光').toLowerCase());
    await page.getByRole('button', { name: '进入' }).click();
    await page.getByRole('link', { name: /约个时间/ }).click();
    await page.getByRole('button', { name: '看过了，去选时间' }).click();
    await page.getByRole('button', { name: /后七天/ }).click();
    await page.locator('.time').first().click();
    await page.getByRole('button', { name: '定下来' }).click();
    await page.getByRole('heading', { name: '定好了' }).waitFor();
    await saysSoon(page, /秒后清空/);
  }],
  ['when the pupil is done the screen is empty, and going back shows nothing', async (_, { page }) => {
    await page.getByRole('button', { name: '用完了' }).click();
    await page.getByRole('button', { name: /我有号码卡/ }).waitFor();
    check(new URL(page.url()).pathname === '/kiosk', 'back at the start');
    await page.goBack().catch(() => undefined);
    await page.getByRole('button', { name: /我有号码卡|看过了/ }).or(page.getByRole('heading', { name: /登录|您好|你好/ })).first().waitFor();
    const text = await page.locator('body').innerText();
    check(!/定好了|陈晨光|改时间/.test(text), 'nothing of the pupil is left');
    const kept = await page.evaluate(() => ({ local: localStorage.length, session: sessionStorage.length, cookie: document.cookie }));
    check(kept.local === 0 && kept.session === 0 && kept.cookie === '', 'nothing is kept in the browser');
  }],
  ['a pupil who walks away is forgotten without pressing anything', async (stage) => {
    const context = await stage.context();
    const page = await stage.pageIn(context);
    await page.clock.install();
    await page.goto('/kiosk');
    await page.getByRole('button', { name: /我有号码卡/ }).click();
    await page.getByLabel('卡上的号码').fill(stage.centre.cards.get('陈晨光'));
    await page.getByRole('button', { name: '进入' }).click();
    await page.getByRole('link', { name: /我的时间/ }).click();
    await page.getByRole('button', { name: '改时间' }).first().waitFor();
    await page.clock.fastForward('20:00');
    await page.waitForURL('**/kiosk');
    await page.getByRole('button', { name: /我有号码卡/ }).waitFor();
    check((await page.request.get('/api/v1/session')).status() === 401, 'the session has ended');
  }],
];
