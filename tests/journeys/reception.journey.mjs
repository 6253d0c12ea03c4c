// SPDX-License-Identifier: AGPL-3.0-or-later
// Journey 2: the board of today. Somebody at the door, somebody on the telephone, and who is who.
import { check, pressAndGoOn, saysSoon } from './stage.mjs';

const lateInTheCentre = () => Number(new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', hourCycle: 'h23' }).format(new Date())) >= 22;
const column = (page, name) => page.getByRole('region', { name, exact: true });

export default [
  ['the board shows today by stage, and says when it was last refreshed', async (stage, s) => {
    const page = (s.page = await stage.pageOf('counsellor', '/console'));
    await page.getByRole('heading', { name: /今日/ }).waitFor();
    for (const name of ['待到', '已到，等候', '会谈中', '已结束']) await column(page, name).waitFor();
    await saysSoon(page, /\d\d:\d\d 更新/);
  }],
  ['somebody who walks in and cannot wait is in session at once, without a name in the records', async (_, s) => {
    const { page } = s;
    await page.getByRole('button', { name: '现场来访' }).click();
    const box = page.getByRole('dialog');
    await box.getByLabel('谁来了').fill('小雨');
    await box.getByText('初次谈话').click();
    await box.getByLabel('找哪位咨询师').click();
    await page.locator('.ant-select-item-option').filter({ hasText: '林静' }).click();
    await box.getByRole('button', { name: '登记' }).click();
    await saysSoon(page, '登记好了');
    await column(page, '会谈中').getByText('小雨').first().waitFor();
  }],
  ['the counsellor writes about that talk from the board, with one line of reason', async (_, s) => {
    const { page } = s;
    await column(page, '会谈中').locator('.ticket').filter({ hasText: '小雨' }).getByRole('button', { name: '开始会谈' }).click();
    await page.getByRole('dialog').getByLabel(/为什么现在谈/).fill('自己走进来，想马上说说话');
    await page.getByRole('dialog').getByRole('button', { name: '开始', exact: true }).click();
    await page.getByRole('heading', { name: /会谈记录/ }).waitFor();
    await page.getByRole('button', { name: '结束会谈' }).click();
    await saysSoon(page, '会谈已结束');
    await page.getByRole('link', { name: '今日' }).click();
    await column(page, '已结束').getByText('小雨').first().waitFor();
  }],
  ['a pupil who walks in is found by pinyin and gets a time today, outside the open hours with a reason', async (_, s) => {
    if (lateInTheCentre()) return 'near midnight in the centre there is no free time today';
    const { page } = s;
    await page.getByRole('button', { name: '现场来访' }).click();
    const box = page.getByRole('dialog');
    await box.getByRole('searchbox').fill('zhangwei');
    await box.getByRole('searchbox').press('Enter');
    const hits = box.locator('.search-found button');
    await hits.first().waitFor();
    check((await hits.count()) >= 2, 'two pupils of one name are told apart');
    s.walkedIn = (await hits.first().locator('.who').innerText()).trim();
    await hits.first().click();
    await box.getByText('一般会谈').click();
    await box.getByLabel('找哪位咨询师').click();
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: '林静' }).click();
    await pressAndGoOn(box, '登记', '来访者现在就想谈，时间由老师定');
    await column(page, '待到').getByText(s.walkedIn).waitFor();
  }],
  ['who waits is checked by the lightest means and the waiting time runs', async (_, s) => {
    if (!s.walkedIn) return 'nobody walked in';
    const { page } = s;
    const ticket = column(page, '待到').locator('.ticket').filter({ hasText: s.walkedIn });
    await ticket.getByRole('button', { name: '到了' }).click();
    const box = page.getByRole('dialog');
    await box.getByText('学生卡').click();
    await box.getByRole('button', { name: '记下到达' }).click();
    const waiting = column(page, '已到，等候').locator('.ticket').filter({ hasText: s.walkedIn });
    await waiting.getByText(/等了 \d+ 分钟/).waitFor();
  }],
  ['the arrival is undone and recorded again', async (_, s) => {
    if (!s.walkedIn) return 'nobody walked in';
    const { page } = s;
    await page.getByRole('button', { name: '撤销' }).click();
    await column(page, '待到').getByText(s.walkedIn).waitFor();
    await column(page, '待到').locator('.ticket').filter({ hasText: s.walkedIn }).getByRole('button', { name: '到了' }).click();
    await page.getByRole('dialog').getByText('认识', { exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '记下到达' }).click();
    await column(page, '已到，等候').getByText(s.walkedIn).waitFor();
  }],
  ['a call holds a time with two fields', async (stage, s) => {
    const { page } = s;
    await page.getByRole('button', { name: '电话预约' }).click();
    const box = page.getByRole('dialog');
    await box.getByLabel('怎么称呼').fill('周先生');
    await box.getByLabel('回电号码').fill('13900001111');
    await box.getByRole('button', { name: /后七天/ }).click();
    await box.locator('.time').first().click();
    await box.getByRole('button', { name: '留下时间' }).click();
    await saysSoon(page, '时间留好了');
  }],
  ['who called is named later, and the time stays theirs', async (stage, s) => {
    const { page } = s;
    await page.getByRole('link', { name: '日程' }).click();
    const block = page.locator('.fc-event').filter({ hasText: '周先生' });
    for (let week = 0; week < 3 && (await block.count()) === 0; week++) {
      await Promise.all([page.waitForResponse(/\/calendar\?/), page.getByRole('button', { name: '往后' }).click()]);
      await page.locator('.fc-event').first().waitFor();
    }
    await block.first().click();
    await page.getByRole('button', { name: '登记是谁' }).click();
    const box = page.getByRole('dialog', { name: '登记是谁' });
    await box.getByRole('searchbox').fill('覃阿妹');
    await box.getByRole('searchbox').press('Enter');
    await box.locator('.search-found button').first().click();
    await box.waitFor({ state: 'detached' });
    await page.locator('.fc-event').filter({ hasText: '覃阿妹' }).first().waitFor();
    check((await block.count()) === 0, 'the voice on the telephone has a name now');
    await page.goto('/console');
  }],
  ['the basic form says of every field what it is for', async (stage, s) => {
    const { page } = s;
    const ticket = column(page, '待到').locator('.ticket').filter({ has: page.getByRole('button', { name: '登记表' }) })
      .or(column(page, '已到，等候').locator('.ticket').filter({ has: page.getByRole('button', { name: '登记表' }) })).first();
    if ((await ticket.count()) === 0) return 'nobody is expected or waiting now';
    await ticket.getByRole('button', { name: '登记表' }).click();
    const box = page.getByRole('dialog');
    await box.locator('.basic-field').first().waitFor();
    check((await box.getByText(/用途：/).count()) === (await box.locator('.basic-field').count()), 'each field names its purpose');
    await box.locator('.basic-field input:not([role="combobox"])').last().fill('住校');
    await box.getByRole('button', { name: '保存' }).click();
    await saysSoon(page, '登记表已保存');
    return undefined;
  }],
  ['what the board is made of carries no word of content', async (stage) => {
    const { body } = await stage.ask('counsellor', '/board');
    check(!/background|theme|intervention|shared_summary|reason/.test(body), 'no field of a record is on the board');
  }],
];
