// SPDX-License-Identifier: AGPL-3.0-or-later
// Journey 4: from the block in the calendar to the note, written, saved by itself, signed and locked.
import { check, choose, saysSoon } from './stage.mjs';

const body = async (stage, s) => (await stage.get('counsellor', `/sessions/${s.session}/record`));
const saved = (page) => page.getByText(/已保存 \d\d:\d\d/).first().waitFor();

// The next booking of a visitor whose consents stand.
async function nextBooking(stage) {
  const from = new Date().toISOString().slice(0, 10);
  const items = (await stage.get('counsellor', `/calendar?from=${from}&days=10`)).items;
  for (const a of items.filter((x) => x.state === 'booked' && x.visitor?.label.startsWith('金美兰'))) {
    if ((await stage.get('counsellor', `/persons/${a.visitor.id}/consents`)).may_start) return a;
  }
  throw new Error('no booking with consent in the demo');
}

export default [
  ['the calendar shows the week with a word and an icon for each state', async (stage, s) => {
    const page = (s.page = await stage.pageOf('counsellor', '/console/calendar'));
    s.booking = await nextBooking(stage);
    await page.locator('.fc-event').first().waitFor();
    check((await page.locator('.fc-event .status svg').count()) > 0, 'a state has an icon beside its word');
  }],
  ['two clicks lead from the block to the note', async (stage, s) => {
    const { page, booking } = s;
    const block = page.locator('.fc-event').filter({ hasText: booking.visitor.label });
    if ((await block.count()) === 0) await page.getByRole('button', { name: '往后' }).click();
    await block.first().click();
    await page.getByRole('button', { name: '开始会谈' }).click();
    await page.waitForURL('**/console/sessions/*');
    s.session = page.url().split('/').pop();
    await page.getByRole('heading', { name: /会谈记录/ }).waitFor();
  }],
  ['what is written is saved by itself, and the page says when', async (stage, s) => {
    const { page } = s;
    await page.getByLabel('求助', { exact: true }).fill('“和同桌吵架以后，不想进教室。”');
    await page.getByLabel('主题', { exact: true }).fill('同伴关系');
    await saved(page);
    const record = await body(stage, s);
    check(record.theme === '同伴关系' && record.state === 'draft', 'the server has the words');
  }],
  ['before signing the page names what is still missing', async (_, s) => {
    const { page } = s;
    await saysSoon(page, /签名前还差：.*做了什么/);
    await page.getByRole('button', { name: '签名并锁定' }).click();
    await page.getByRole('alert').getByText('B2.2i').waitFor();
  }],
  ['two tabs writing one note keep both texts', async (stage, s) => {
    const { page } = s;
    const other = await stage.pageIn(page.context());
    await other.goto(page.url());
    await other.getByLabel('主题', { exact: true }).fill('同伴关系；另一个窗口写的');
    await saved(other);
    stage.last = page;
    await page.getByLabel('主题', { exact: true }).fill('同伴关系；这个窗口写的');
    await saysSoon(page, '两边都改了，两份都在');
    await page.getByRole('button', { name: '按这样保存' }).click();
    await saved(page);
    const { theme } = await body(stage, s);
    check(theme.includes('另一个窗口写的') && theme.includes('这个窗口写的'), 'both texts stand');
    const versions = (await stage.get('counsellor', `/sessions/${s.session}/record/versions`)).items;
    check(versions.some((v) => v.kind === 'conflict'), 'the version that lost is in the history');
    await other.close();
  }],
  ['the process note stands apart, in its own colour, for its writer only', async (stage, s) => {
    const { page } = s;
    const panel = page.getByRole('complementary', { name: '过程笔记' });
    await panel.getByText('只有写的人能打开').waitFor();
    await panel.getByRole('button', { name: '打开过程笔记' }).click();
    await panel.getByRole('textbox').fill('我有些着急，下次慢一点。');
    await panel.getByRole('button', { name: '保存' }).click();
    await panel.getByText(/已保存 \d\d:\d\d/).waitFor();
    const note = await stage.get('counsellor', `/sessions/${s.session}/process-note`);
    check(note.text === '我有些着急，下次慢一点。', 'kept word for word');
    check(!(await stage.ask('counsellor', `/sessions/${s.session}/record`)).body.includes('慢一点'), 'and nowhere in the record');
  }],
  ['the session ends, and the record waits in the list of unwritten notes', async (stage, s) => {
    const { page } = s;
    await page.getByRole('button', { name: '结束会谈' }).click();
    await saysSoon(page, '会谈已结束');
    s.case = (await body(stage, s)).case;
    const code = (await stage.get('counsellor', `/cases/${s.case}`)).code;
    await page.getByRole('link', { name: '我的待办' }).click();
    await page.getByRole('row').filter({ hasText: code }).getByRole('link', { name: '去写' }).click();
    await page.getByRole('heading', { name: /会谈记录/ }).waitFor();
  }],
  ['the record is completed, signed and locked', async (stage, s) => {
    const { page } = s;
    await page.getByLabel('背景', { exact: true }).fill('和同桌同学两年，上周起不说话');
    await page.getByLabel('做了什么', { exact: true }).fill('倾听，一起演练怎样开口');
    await choose(page, '方法', '倾听与支持');
    await page.getByLabel('打算', { exact: true }).fill('周三自己去和同桌说一次');
    await page.getByLabel('给来访者看的小结', { exact: true }).fill('我们练习了怎样开口，周三你来试一次。');
    await choose(page, '风险', '低');
    await page.getByRole('button', { name: '签名并锁定' }).click();
    await saysSoon(page, '已签名锁定');
    check((await page.getByLabel('主题', { exact: true }).count()) === 0, 'there is nothing left to write in');
    check((await body(stage, s)).state === 'signed', 'signed on the server');
  }],
  ['later words are an addendum, and the original stays', async (stage, s) => {
    const { page } = s;
    await page.getByRole('button', { name: '加一段补记' }).click();
    await page.getByLabel('补记', { exact: true }).fill('班会后又来说了两句。');
    await page.getByRole('button', { name: '保存' }).click();
    await page.locator('.notice').filter({ hasText: '班会后又来说了两句。' }).waitFor();
    await page.getByRole('button', { name: '历史' }).click();
    await page.getByRole('dialog').getByText(/· 补记/).first().waitFor();
    await page.getByRole('dialog').getByText(/· 签名/).first().waitFor();
  }],
  ['a talk that cannot wait begins without booking, room, name or consent', async (stage, s) => {
    const page = await stage.pageOf('counsellor', '/console');
    await page.getByRole('button', { name: '马上谈' }).click();
    await page.getByLabel(/为什么现在谈/).fill('自己来敲门，很急');
    await page.getByRole('dialog').getByRole('button', { name: '开始', exact: true }).click();
    await page.waitForURL('**/console/sessions/*');
    await page.getByRole('heading', { name: /会谈记录/ }).waitFor();
    await saysSoon(page, '紧急会谈');
    await page.getByRole('button', { name: '结束会谈' }).click();
    await saysSoon(page, '会谈已结束');
    s.urgent = page.url().split('/').pop();
  }],
];
