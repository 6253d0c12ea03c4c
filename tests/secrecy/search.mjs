// SPDX-License-Identifier: AGPL-3.0-or-later
// Looks for many words at once in files of any kind: as they are and as UTF-16 (both ends), base64 (each of the three
// alignments, both alphabets), hex (both cases), JSON and URL escapes, and all of that again inside zlib, gzip and raw
// deflate streams wherever one begins.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { inflateRawSync, inflateSync, constants } from 'node:zlib';

const key = 4; // bytes that are looked up at each place
const chunkBytes = 64 << 20;
const streamBytesMax = 4 << 20;
const page = Buffer.alloc(4096); // most of a core is empty

const utf16be = (word) => Buffer.from(word, 'utf16le').swap16();

// The part of the base64 text that depends on the word alone, when `shift` other bytes stand before it.
function base64At(bytes, shift) {
  const text = Buffer.concat([Buffer.alloc(shift), bytes, Buffer.alloc(3)]).toString('base64');
  return text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
}

// Node's own gunzip gives up when something else follows the stream, so the head is read here and the rest as raw deflate.
function afterGzipHead(bytes, at) {
  const flags = bytes[at + 3];
  let from = at + 10;
  if (flags & 4) from += 2 + (bytes[from] | (bytes[from + 1] << 8));
  for (const flag of [8, 16]) {
    if (flags & flag) from = bytes.indexOf(0, from) + 1 || bytes.length;
  }
  return from + (flags & 2 ? 2 : 0);
}

// Every spelling of a word, as [name, bytes]; no two alike.
export function spellings(word) {
  const bytes = Buffer.from(word, 'utf8');
  const found = new Map();
  const add = (name, value) => {
    const text = Buffer.isBuffer(value) ? value : Buffer.from(value, 'latin1');
    if (!found.has(text.toString('latin1'))) found.set(text.toString('latin1'), [name, text]);
  };
  add('utf-8', bytes);
  add('utf-16le', Buffer.from(word, 'utf16le'));
  add('utf-16be', utf16be(word));
  for (const shift of [0, 1, 2]) {
    const text = base64At(bytes, shift);
    add(`base64+${shift}`, text);
    add(`base64url+${shift}`, text.replaceAll('+', '-').replaceAll('/', '_'));
  }
  for (const [name, unit] of [['hex', bytes], ['hex of utf-16le', Buffer.from(word, 'utf16le')]]) {
    add(name, unit.toString('hex'));
    add(`${name}, upper`, unit.toString('hex').toUpperCase());
  }
  const escaped = [...word].map((c) => (c < '\x7f' ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)).join('');
  add('json', escaped);
  add('json, upper', escaped.replace(/\\u[0-9a-f]{4}/g, (u) => `\\u${u.slice(2).toUpperCase()}`));
  add('url', encodeURIComponent(word));
  add('url, lower', encodeURIComponent(word).toLowerCase());
  return [...found.values()];
}

// One filter over the first four bytes of every spelling, then an exact comparison.
export class Search {
  constructor(words) {
    this.heads = new Map();
    this.bits = new Uint8Array(1 << 24);
    this.longest = 0;
    for (const { word, place } of words) {
      for (const [spelling, bytes] of spellings(word)) {
        const head = bytes.readUInt32BE(0);
        this.bits[Math.imul(head, 0x9e3779b1) >>> 8] = 1;
        if (!this.heads.has(head)) this.heads.set(head, []);
        this.heads.get(head).push({ word, place, spelling, bytes });
        this.longest = Math.max(this.longest, bytes.length);
      }
    }
    this.streams = 0; // packed streams that were opened
  }

  // What of the words stands in these bytes: [{word, place, spelling, at}].
  in(bytes, packed = true, where = '') {
    const found = [];
    const { bits, heads } = this;
    let head = 0;
    for (let i = 0; i < bytes.length; i++) {
      if (head === 0 && i % page.length === 0 && page.compare(bytes, i, Math.min(i + page.length, bytes.length)) === 0) {
        i += page.length - 1;
        continue;
      }
      const byte = bytes[i];
      head = (head << 8) | byte;
      if (i >= key - 1 && bits[Math.imul(head, 0x9e3779b1) >>> 8] === 1) {
        const at = i - key + 1;
        for (const one of heads.get(head >>> 0) ?? []) {
          if (one.bytes.compare(bytes, at, Math.min(at + one.bytes.length, bytes.length)) === 0) found.push({ ...one, spelling: where + one.spelling, at });
        }
      }
      if (packed && i > 0) this.unpack(bytes, i - 1, found, where);
    }
    return found;
  }

  // A stream that may begin here: zlib's two bytes, gzip's three, or the deflate inside an entry of a zip file.
  unpack(bytes, at, found, where) {
    const a = bytes[at];
    const b = bytes[at + 1];
    let text;
    const open = (how, from) => {
      try {
        text = how(bytes.subarray(from, Math.min(bytes.length, from + streamBytesMax)), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 16 << 20 });
      } catch {
        text = undefined; // not a stream after all
      }
    };
    if (a === 0x78 && (b === 0x01 || b === 0x5e || b === 0x9c || b === 0xda)) {
      const type = (bytes[at + 2] >> 1) & 3;
      if (type !== 3) open(inflateSync, at);
    } else if (a === 0x1f && b === 0x8b && bytes[at + 2] === 8 && (bytes[at + 3] & 0xe0) === 0) open(inflateRawSync, afterGzipHead(bytes, at));
    else if (a === 0x50 && b === 0x4b && bytes[at + 2] === 3 && bytes[at + 3] === 4 && at + 30 < bytes.length) {
      open(inflateRawSync, at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28));
    }
    if (!text || text.length < key) return;
    this.streams += 1;
    for (const one of this.in(text, false, `${where}packed `)) found.push({ ...one, at });
  }

  inFile(path) {
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      const found = [];
      const overlap = streamBytesMax; // a word or a stream may lie across two chunks
      for (let from = 0; from < size; from += chunkBytes) {
        const bytes = Buffer.alloc(Math.min(chunkBytes + overlap, size - from));
        let read = 0;
        for (let got = 1; read < bytes.length && got > 0; read += got) got = readSync(file, bytes, read, bytes.length - read, from + read);
        for (const one of this.in(bytes.subarray(0, read))) {
          if (one.at < chunkBytes) found.push({ ...one, at: from + one.at });
        }
      }
      return found;
    } finally {
      closeSync(file);
    }
  }
}

// One line for a place where something was found; the word itself is random and may be named.
export const told = (found) => [...new Set(found.map((f) => `${f.word} (${f.place}) as ${f.spelling} at ${f.at}`))].slice(0, 12).join('; ');
