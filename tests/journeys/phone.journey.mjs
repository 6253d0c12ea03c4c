// SPDX-License-Identifier: AGPL-3.0-or-later
// In English, on a phone: whoever switches the language is answered in it, by the pages and by the server, and nothing runs over the edge.
import { check } from './stage.mjs';

const phone = { locale: 'en-GB', viewport: { width: 390, height: 844 } };
const han = /[\u3400-\u9fff]/;
const fits = async (page) => check((await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)) <= 0, `${page.url()} runs over the edge`);

async function english(page) {
  await page.locator('h1, h2').first().waitFor();
  const button = page.getByRole('button', { name: 'Switch to English' });
  if (await button.count()) await button.first().click();
}

export default [
  ['the first page speaks English to an English browser', async (stage, s) => {
    const page = (s.page = await stage.page(phone));
    await page.goto('/');
    await page.getByRole('heading', { name: 'Hello. Take your time' }).waitFor();
    await page.getByRole('button', { name: 'Need someone now' }).first().click();
    await page.getByRole('dialog').getByText('12356').waitFor();
    await page.keyboard.press('Escape');
    await fits(page);
  }],
  ['who would know what is said in English, down to the exceptions', async (_, s) => {
    const { page } = s;
    await page.goto('/before');
    await page.getByRole('heading', { name: 'Who would know what' }).waitFor();
    await page.getByText('The counsellor in charge').waitFor();
    check(!han.test(await page.locator('main').innerText()), 'no Chinese is left');
    await fits(page);
  }],
  ['a pupil signed in, whose profile is Chinese, switches and is answered in English', async (stage, s) => {
    await stage.pageOf('chenxi', '/');
    const page = (s.mine = await stage.pageOf('chenxi', '/file', phone));
    await page.locator('h1').waitFor();
    await english(page);
    await page.getByText(/Why: counselling/).first().waitFor();
    await fits(page);
    await page.goto('/consents/recording');
    await english(page);
    await page.getByText('I have understood this part').first().waitFor();
    check(!han.test(await page.locator('.sections').innerText()), 'the text to sign is in English');
  }],
  ['free times are offered in English', async (_, s) => {
    const page = s.mine;
    await page.goto('/book');
    await english(page);
    await page.getByRole('heading', { name: 'Choose a time' }).waitFor();
    await fits(page);
  }],
  ['the console of the counsellor stacks, in English', async (stage, s) => {
    await stage.pageOf('counsellor', '/console');
    const page = (s.desk = await stage.pageOf('counsellor', '/console/cases', phone));
    await page.locator('h1').waitFor();
    await english(page);
    await page.getByRole('heading', { name: 'My cases' }).waitFor();
    await fits(page);
    await page.goto('/console/settings/texts');
    await english(page);
    await page.getByRole('button', { name: 'Look Counselling Adults' }).click();
    await page.getByRole('dialog').locator('.sections').waitFor();
    check(!han.test(await page.getByRole('dialog').innerText()), 'the text is in English');
    await fits(page);
  }],
];
