// SPDX-License-Identifier: AGPL-3.0-or-later
// Journey 5: a case is closed when its papers are whole, and becomes a file of the archive.
import { check, choose, pressAndGoOn, saysSoon } from './stage.mjs';

async function fillClosing(page, summary) {
  const box = page.getByRole('dialog');
  await box.getByLabel('小结', { exact: true }).fill(summary);
  await choose(page, '结果', '达到目标');
  await choose(page, '原因', '目标达到');
  await choose(page, '结案后的关怀', '一个月后');
  await box.getByLabel('关怀怎样做').fill('一个月后在食堂见到时问一句');
  return box;
}

export default [
  ['closing is refused, with its clause, while a note is not signed', async (stage, s) => {
    const page = (s.page = await stage.pageOf('counsellor', '/console/to-do'));
    await page.getByRole('row').filter({ hasText: '次仁卓玛' }).waitFor();
    s.session = (await stage.get('counsellor', '/me/unwritten')).items.find((x) => x.visitor.label.startsWith('次仁卓玛')).session;
    s.case = (await stage.get('counsellor', `/sessions/${s.session}/record`)).case;
    await page.goto(`/console/cases/${s.case}`);
    await page.getByRole('button', { name: '结案' }).click();
    const box = await fillClosing(page, '住校适应了，同学相处有进展。');
    await saysSoon(page, '现在还不能结案，因为：');
    await box.getByRole('button', { name: '结案并归档' }).click();
    await box.getByRole('alert').getByText(/A1\.1d/).waitFor();
    check((await stage.get('counsellor', `/cases/${s.case}`)).state !== 'closed', 'the case stays open');
  }],
  ['the note is signed from the box that names it', async (_, s) => {
    const { page } = s;
    await page.getByRole('dialog').getByRole('link', { name: '去写' }).click();
    await page.getByRole('button', { name: '签名并锁定' }).click();
    await saysSoon(page, '已签名锁定');
    await page.getByRole('link', { name: '个案', exact: true }).click();
  }],
  ['a goal is written into the plan', async (_, s) => {
    const { page } = s;
    await page.getByRole('button', { name: '加一个目标' }).click();
    await page.getByLabel('想达到什么 1').fill('宿舍里有说得上话的人');
    await page.getByLabel('怎样看得出来').fill('一周有四天一起吃饭');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByLabel(/继续的理由/).fill('不再约下一次，准备结案');
    await page.getByRole('button', { name: '说明理由并继续' }).click();
    await saysSoon(page, '目标与安排已保存');
  }],
  ['the case is closed and its papers go to the archive', async (stage, s) => {
    const { page } = s;
    await page.getByRole('button', { name: '结案' }).click();
    const box = await fillClosing(page, '住校适应了，同学相处有进展。');
    await pressAndGoOn(box, '结案并归档', '目标已在记录里说明');
    await page.locator('.status').filter({ hasText: '已结案' }).first().waitFor();
    s.code = (await stage.get('counsellor', `/cases/${s.case}`)).code;
  }],
  ['the catalogue has the file, by codes only, kept at least ten years', async (stage, s) => {
    const { page } = s;
    await page.getByRole('link', { name: '档案' }).click();
    const row = page.getByRole('row').filter({ hasText: s.code });
    await row.waitFor();
    check(!(await page.getByRole('main').innerText()).includes('次仁卓玛'), 'no name stands in the catalogue');
    const file = (await stage.get('counsellor', '/archive-files')).items.find((f) => f.case_code === s.code);
    const years = Number(file.retention_until.slice(0, 4)) - Number(file.closed_at.slice(0, 4));
    check(years >= 10, `kept ${years} years`);
    await row.getByRole('button').first().click();
    await page.getByRole('link', { name: '打开内容' }).click();
    await saysSoon(page, /由 counsellor 于 .* 打开/);
    await saysSoon(page, '住校适应了，同学相处有进展。');
  }],
  ['a case at high risk is not closed before somebody stands the risk down', async (stage, s) => {
    const { page } = s;
    const high = (await stage.get('counsellor', '/cases')).items.find((c) => c.risk === 'high' && c.state !== 'closed');
    await page.goto(`/console/cases/${high.id}`);
    await page.getByRole('button', { name: '结案' }).click();
    const box = await fillClosing(page, '先记下。');
    await box.getByRole('button', { name: '结案并归档' }).click();
    await box.getByRole('alert').getByText(/A1\.1d/).waitFor();
    check((await stage.get('counsellor', `/cases/${high.id}`)).state !== 'closed', 'the case stays open');
  }],
];
