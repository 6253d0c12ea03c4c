// SPDX-License-Identifier: AGPL-3.0-or-later
// Journey 3: consent, one purpose at a time, signed on the screen of the desk; taken back as easily as given.
import { check, saysSoon, signInBox } from './stage.mjs';

export default [
  ['an ordinary session cannot start while consent is missing, and the page says what is missing', async (stage, s) => {
    const page = (s.page = await stage.pageOf('counsellor', '/console/people'));
    const search = page.getByRole('main').getByRole('searchbox');
    await search.fill('欧阳静');
    await search.press('Enter');
    await page.locator('.search-found button').first().click();
    await page.getByRole('link', { name: '同意书' }).click();
    await saysSoon(page, /还不能开始一般会谈，还差：/);
    await saysSoon(page, '紧急会谈和初次谈话不受影响。');
    s.person = /people\/([0-9a-f]{32})/.exec(page.url())[1];
  }],
  ['a pupil reads the text for her age, ticks each part and signs on the screen', async (_, s) => {
    const { page } = s;
    const row = page.getByRole('row').filter({ hasText: '心理咨询服务' });
    await row.getByRole('button', { name: '录入' }).click();
    const box = page.getByRole('dialog');
    await box.getByText('保密的限度').first().waitFor();
    const record = box.getByRole('button', { name: '记下同意' });
    check(await record.isDisabled(), 'nothing is recorded before it is read and signed');
    for (const tick of await box.getByRole('checkbox').all()) await tick.check();
    await box.getByText('能用自己的话说出来').click();
    await signInBox(page, box);
    await record.click();
    await box.waitFor({ state: 'detached' });
    await row.getByText(/有效|等监护人/).first().waitFor();
  }],
  ['each purpose stands alone, and what needs a guardian says so', async (stage, s) => {
    const states = await stage.get('counsellor', `/persons/${s.person}/consents`);
    const of = (purpose) => states.items.find((x) => x.purpose === purpose);
    check(['in_force', 'waiting_guardian'].includes(of('service').state), 'the service has been agreed to');
    check(of('recording').state === 'none' && of('research').state === 'none', 'nothing else was agreed to with it');
    check(states.may_start === false && of('data_processing').state === 'none', 'the other purpose a session needs is still missing');
    await saysSoon(s.page, '还差：本人的同意（个人信息处理）');
  }],
  ['the copy to take home carries the fingerprint and the newest checkpoint as a square code', async (stage, s) => {
    const { page } = s;
    await page.getByRole('row').filter({ hasText: '心理咨询服务' }).getByRole('link', { name: '复印件' }).click();
    await page.locator('.card svg.qr').waitFor();
    const centre = await stage.get('counsellor', '/public/centre');
    check((await page.locator('.card').innerText()).replace(/\s/g, '').includes(centre.fingerprint.replace(/\s/g, '')), 'the fingerprint is printed');
    await page.locator('.card img.copy-signature').waitFor();
  }],
  ['the consent is withdrawn with one press, and asks again', async (_, s) => {
    const { page } = s;
    await page.goBack();
    const row = page.getByRole('row').filter({ hasText: '心理咨询服务' });
    await row.getByRole('button', { name: '撤回' }).click();
    await row.getByText('已撤回').waitFor();
    await row.getByRole('button', { name: '录入' }).waitFor();
  }],
];
