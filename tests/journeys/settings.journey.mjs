// SPDX-License-Identifier: AGPL-3.0-or-later
// Journey 8: the house sets its own figures, hours, classes and texts, within what the rules leave open.
import { check, choose, saysSoon } from './stage.mjs';

const tab = (page, name) => page.getByRole('navigation', { name: '设置的各部分' }).getByRole('link', { name, exact: true });

export default [
  ['every figure says its ground and bounds, and is found by a word', async (stage, s) => {
    const page = (s.page = await stage.pageOf('leader', '/console/settings'));
    await page.getByRole('heading', { name: /设置 · 制度数值/ }).waitFor();
    await page.getByRole('searchbox', { name: /找一个数值/ }).fill('会谈之后');
    s.row = page.locator('.figure').filter({ hasText: '会谈之后留出的时间' });
    await s.row.getByText('15 分钟').first().waitFor();
    await s.row.getByText('B2.1.1e').waitFor();
    await s.row.getByText('0 分钟 至 60 分钟').waitFor();
    check((await page.locator('.figure').count()) === 1, 'other figures are out of the way');
  }],
  ['a figure is changed from today and says since when', async (_, s) => {
    const { page } = s;
    await s.row.getByRole('button', { name: /^修改/ }).click();
    const box = page.getByRole('dialog');
    await box.getByLabel('新的值').fill('20');
    await box.getByRole('button', { name: '保存' }).click();
    await saysSoon(page, '数值已改');
    await s.row.getByText('20 分钟').waitFor();
    await s.row.getByText(/默认是 15 分钟 · .+ 起/).waitFor();
  }],
  ['what is out of bounds or a line of safety is refused plainly', async (_, s) => {
    const { page } = s;
    await s.row.getByRole('button', { name: /^修改/ }).click();
    const box = page.getByRole('dialog');
    await box.getByLabel('新的值').fill('90');
    await box.getByRole('button', { name: '保存' }).click();
    await box.getByRole('alert').getByText('超出了范围').waitFor();
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    await page.getByRole('searchbox', { name: /找一个数值/ }).fill('风险');
    const fixed = page.locator('.figure').filter({ hasText: '不能改' }).first();
    await fixed.waitFor();
    check((await fixed.getByRole('button').count()) === 0, 'a line of safety has no button');
  }],
  ['a figure of the source is only made stricter', async (_, s) => {
    const { page } = s;
    await page.getByRole('searchbox', { name: /找一个数值/ }).fill('D1.3b');
    const row = page.locator('.figure').filter({ hasText: '规定的数值，只能更严' });
    await row.getByRole('button', { name: /^修改/ }).click();
    const box = page.getByRole('dialog');
    await box.getByLabel('新的值').fill('12');
    await box.getByRole('button', { name: '保存' }).click();
    await saysSoon(page, '数值已改');
    await row.getByText('12 年').first().waitFor();
  }],
  ['a period is added to the bell schedule and stands there after a reload', async (_, s) => {
    const { page } = s;
    await tab(page, '作息表').click();
    await page.getByRole('button', { name: '加一个时段' }).click();
    const line = page.locator('.bell-line').last();
    await line.getByLabel('名称', { exact: true }).fill('晚自习三');
    await line.getByLabel('英文名称').fill('Evening study 3');
    await line.getByLabel('开始').fill('2110');
    await line.getByLabel('结束').fill('2155');
    await page.getByRole('button', { name: '保存' }).click();
    await saysSoon(page, '作息表已保存');
    await page.reload();
    const last = page.locator('.bell-line').last();
    await last.waitFor();
    check((await last.getByLabel('结束').inputValue()) === '21:55', 'the end is kept');
  }],
  ['the desk registers two classes at once; their names follow the year', async (stage, s) => {
    const page = (s.desk = await stage.pageOf('counsellor', '/console/settings/classes'));
    await page.getByRole('button', { name: '登记班级' }).first().click();
    const box = page.getByRole('dialog');
    await box.getByLabel('班号').fill('21');
    await box.getByLabel('一次登记几个班').fill('2');
    await box.getByRole('button', { name: '登记班级' }).click();
    await saysSoon(page, '班级已登记');
    await page.getByText('初一(22)班').waitFor();
  }],
  ['the leader makes somebody head teacher of a class', async (_, s) => {
    const { page } = s;
    await page.getByRole('link', { name: '人员' }).click();
    await page.getByRole('button', { name: '更多 吴敏' }).click();
    await page.getByRole('menuitem', { name: '所带班级' }).click();
    const box = page.getByRole('dialog');
    await choose(page, '班级', '初一(22)班');
    await box.getByRole('button', { name: '登记带班' }).click();
    await box.locator('li').filter({ hasText: '初一(22)班' }).getByText('班主任').waitFor();
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
  }],
  ['and names a supervisor for the counsellor', async (_, s) => {
    const { page } = s;
    await page.getByRole('button', { name: '更多 林静' }).click();
    await page.getByRole('menuitem', { name: '督导' }).click();
    const box = page.getByRole('dialog');
    await choose(page, '请谁做督导', '何远');
    await box.getByRole('button', { name: '设为督导' }).click();
    await box.locator('li').filter({ hasText: '何远' }).waitFor();
    await box.getByRole('button', { name: '今天结束' }).click();
    await box.getByRole('button', { name: '今天结束' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
  }],
  ['a new version of a text warns that everybody is asked again, and is in force at once', async (_, s) => {
    const { page } = s;
    await page.getByRole('link', { name: '设置' }).click();
    await tab(page, '同意书文本').click();
    await page.getByRole('button', { name: '写新的一版 研究使用 成年人' }).click();
    const box = page.getByRole('dialog');
    await box.getByText(/会被再问一次；没有再签之前/).waitFor();
    const go = box.getByRole('button', { name: '发布', exact: true });
    check(await go.isDisabled(), 'nothing is published without the two ticks');
    await box.getByLabel('标题（中文）', { exact: true }).fill('研究使用同意（修订）');
    await box.getByLabel('我核对过，这份文字他们读得懂').check();
    await box.getByLabel('我知道大家会被再问一次').check();
    await go.click();
    await saysSoon(page, '新的一版已发布');
    await page.locator('section').filter({ hasText: '研究使用' }).locator('tr').filter({ hasText: '成年人' }).getByText('第 2 版').waitFor();
    await page.getByRole('button', { name: '看一看 研究使用 成年人' }).click();
    await page.getByRole('dialog').getByText('研究使用同意（修订）').waitFor();
    await page.keyboard.press('Escape');
  }],
  ['help numbers of the centre are on every page', async (stage, s) => {
    const { page } = s;
    await tab(page, '求助电话').click();
    await page.getByRole('button', { name: '加一个号码' }).click();
    const line = page.locator('.help-line').last();
    await line.getByLabel('名称', { exact: true }).fill('青禾中学值班室');
    await line.getByLabel('英文名称').fill('Duty room of the school');
    await line.getByLabel('电话号码').fill('010-8000 1234');
    await page.getByRole('button', { name: '保存' }).click();
    await saysSoon(page, '求助电话已保存');
    const nobody = await stage.page();
    await nobody.goto('/');
    await nobody.getByRole('button', { name: '现在就需要有人' }).first().click();
    await nobody.getByText('青禾中学值班室').waitFor();
  }],
  ['the administrator gives a new passphrase, which is shown once and opens the door', async (stage, s) => {
    const page = await stage.pageOf('admin', '/console/staff');
    await page.getByRole('button', { name: '更多 钱会' }).click();
    await page.getByRole('menuitem', { name: '重设口令' }).click();
    const box = page.getByRole('dialog');
    await box.getByText(/以前写的过程笔记从此打不开/).waitFor();
    await box.getByLabel('我已经告诉本人').check();
    await box.getByRole('button', { name: '重设并显示新口令' }).click();
    s.passphrase = (await box.locator('code').innerText()).trim();
    check(s.passphrase.length >= 12, 'a whole passphrase is shown');
    stage.centre.passphrases.set('finance', s.passphrase);
    stage.cookies.delete('finance');
    const entered = await stage.pageOf('finance', '/console');
    await entered.getByText('您的岗位在这里没有要做的事').waitFor();
  }],
  ['the keys are shown by a question mark, and Ctrl+K goes to the search', async (_, s) => {
    const { desk } = s;
    await desk.bringToFront();
    await desk.locator('h1').click();
    await desk.keyboard.press('?');
    const box = desk.getByRole('dialog');
    await box.getByText('找来访者').waitFor();
    await desk.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    await desk.keyboard.press('Control+k');
    check(await desk.getByRole('searchbox').evaluate((x) => x === document.activeElement), 'the search has the focus');
  }],
  ['the calendar shows the month, and a day of it is one click away', async (_, s) => {
    const { desk } = s;
    await desk.getByRole('link', { name: '日程' }).click();
    await desk.getByText('月', { exact: true }).click();
    await desk.locator('.fc-dayGridMonth-view .fc-event').first().waitFor();
    const day = desk.locator('.fc-daygrid-day').filter({ has: desk.locator('.fc-event') }).first();
    await day.locator('.fc-daygrid-day-number').click();
    await desk.locator('.fc-timeGridDay-view').waitFor();
  }],
  ['the calendar prints as a list on paper', async (_, s) => {
    const { desk } = s;
    await desk.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const sheet = desk.locator('.print-sheet');
    await sheet.waitFor({ state: 'attached' });
    check((await sheet.locator('tbody tr').count()) > 0, 'the bookings stand on the sheet');
    check((await sheet.innerText()).length === 0 || !(await sheet.isVisible()), 'it is not on the screen');
    await desk.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await sheet.waitFor({ state: 'detached' });
  }],
];
