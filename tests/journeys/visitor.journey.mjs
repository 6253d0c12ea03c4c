// SPDX-License-Identifier: AGPL-3.0-or-later
// Journey 1: a pupil with an account reads who would know what, books, changes, cancels and takes the cancelling back.
import { check, saysSoon } from './stage.mjs';

const upcoming = (page) => page.locator('.appointment').filter({ has: page.getByRole('button', { name: '改时间' }) });

export default [
  ['a visitor reads who would know what before booking, without signing in', async (stage, s) => {
    const page = (s.page = await stage.page());
    await page.goto('/');
    await page.getByRole('link', { name: /约个时间/ }).click();
    await page.getByRole('heading', { name: '谁会知道什么' }).waitFor();
    const teacher = page.getByRole('row').filter({ hasText: '班主任' });
    await teacher.getByText('谈话说了什么').waitFor();
    await page.getByRole('heading', { name: '什么时候必须告诉别人' }).waitFor();
    check((await page.getByText(/依据条款/).count()) > 2, 'every exception names its clause');
  }],
  ['signs in and finds free times in the words of the bell schedule', async (stage, s) => {
    const { page } = s;
    await page.getByRole('button', { name: '看过了，去选时间' }).click();
    await stage.signIn(page, 'chenxi');
    stage.cookies.set('chenxi', await page.context().cookies());
    await page.getByRole('heading', { name: '选一个时间' }).waitFor();
    await page.getByRole('button', { name: /后七天/ }).click();
    await page.locator('.time').first().waitFor();
    check(/午间|放学后|晚/.test(await page.locator('.time strong').first().innerText()), 'a free time carries the name of its period');
  }],
  ['books a counsellor and a room with one tap and one confirmation', async (stage, s) => {
    const { page } = s;
    const before = (await stage.get('chenxi', '/me/appointments')).items.length;
    await page.locator('.time').first().click();
    await page.getByRole('button', { name: '定下来' }).click();
    await page.getByRole('heading', { name: '定好了' }).waitFor();
    const booked = (await stage.get('chenxi', '/me/appointments')).items;
    check(booked.length === before + 1, 'one booking more');
    s.made = booked.reduce((last, a) => (a.starts_at > last.starts_at ? a : last));
    check(s.made.state === 'booked' && s.made.room, 'booked at once, with a room');
    await saysSoon(page, s.made.room_name);
  }],
  ['moves it to another free time', async (stage, s) => {
    const { page } = s;
    await page.getByRole('link', { name: '我的时间' }).first().click();
    await upcoming(page).last().getByRole('button', { name: '改时间' }).click();
    const box = page.getByRole('dialog');
    await box.getByRole('button', { name: /后七天/ }).click();
    await box.locator('.time').last().click();
    await saysSoon(page, '改好了');
    const now = await stage.get('chenxi', `/appointments/${s.made.id}`);
    check(now.starts_at !== s.made.starts_at && now.state === 'booked', 'the same booking at another time');
  }],
  ['cancels it, and takes the cancelling back', async (stage, s) => {
    const { page } = s;
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await upcoming(page).last().getByRole('button', { name: '取消' }).click();
    await saysSoon(page, '已经取消，时间让给了别人');
    check((await stage.get('chenxi', `/appointments/${s.made.id}`)).state === 'cancelled', 'cancelled');
    await page.getByRole('button', { name: '撤销' }).click();
    await saysSoon(page, '已经恢复');
    check((await stage.get('chenxi', `/appointments/${s.made.id}`)).state === 'booked', 'booked again');
  }],
  ['prints a slip that says when and where, and nothing of what for', async (stage, s) => {
    const { page } = s;
    await page.evaluate(() => { window.print = () => undefined; });
    await upcoming(page).last().getByRole('button', { name: '打印小条' }).click();
    const slip = page.locator('.print-sheet .slip-sheet');
    await slip.waitFor({ state: 'attached' });
    const text = await slip.innerText();
    check(/\d\d:\d\d/.test(text), 'the slip says the time');
    check(!/心理|咨询|陈晨曦/.test(text), 'the slip names neither the service nor the person');
  }],
];
