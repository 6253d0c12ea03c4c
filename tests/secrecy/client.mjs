// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody signed in, over the API, as the pages speak it.
import { randomBytes } from 'node:crypto';

const headers = { 'X-Xinan': '1', 'Accept-Language': 'zh', Accept: 'application/json' };

export class Refused extends Error {
  constructor(what, status, body) {
    super(`${what}: ${status} ${body.slice(0, 300)}`);
    this.status = status;
  }
}

export class Client {
  constructor(url) {
    this.url = url;
    this.cookie = '';
  }

  async signIn(login, passphrase) {
    await this.call('POST', '/session', { login, passphrase });
    return this;
  }

  // Throws what was not answered with 2xx. The answer's body, with its version as `etag`.
  async call(method, path, body, { match, raw } = {}) {
    const all = { ...headers };
    if (this.cookie) all.cookie = this.cookie;
    if (match) all['If-Match'] = match;
    else if (method !== 'GET') all['Idempotency-Key'] = randomBytes(16).toString('hex');
    if (body !== undefined || raw !== undefined) all['Content-Type'] = 'application/json';
    const response = await fetch(`${this.url}/api/v1${path}`, { method, headers: all, body: raw ?? (body === undefined ? undefined : JSON.stringify(body)), redirect: 'error' });
    for (const set of response.headers.getSetCookie()) [this.cookie] = set.split(';');
    const text = await response.text();
    if (!response.ok) throw new Refused(`${method} ${path.replaceAll(/[0-9a-f]{32}/g, '…')}`, response.status, text);
    return { ...(text ? JSON.parse(text) : {}), etag: response.headers.get('etag') ?? '' };
  }

  get(path) {
    return this.call('GET', path);
  }

  post(path, body) {
    return this.call('POST', path, body);
  }

  // Changes what was read a moment ago: the version is asked for first.
  async change(method, path, body, from = path) {
    let match = 'v0';
    try {
      match = (await this.get(from)).etag || '"v0"';
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 404) throw error;
      match = '"v0"';
    }
    return this.call(method, path, body, { match });
  }

  // For what is meant to be turned away: the status, and what was said.
  async refused(method, path, body, options) {
    try {
      await this.call(method, path, body, options);
    } catch (error) {
      if (error instanceof Refused) return { status: error.status, said: error.message };
      throw error;
    }
    throw new Error(`${method} ${path} was not refused`);
  }
}
