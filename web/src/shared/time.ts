// SPDX-License-Identifier: AGPL-3.0-or-later
// Instants are UTC text from the server; people read the clock on the wall of the centre. Chromium 86 writes 上午9:00 and 24:00
// unless hourCycle is h23.
import type { Language } from './words.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(locale, options)));
  return made;
}

const locale = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en-GB');

function wallParts(at: Date, zone: string): Record<string, string> {
  const parts: Record<string, string> = {};
  const f = format('en-US', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit',
    hour: '2-digit', minute: '2-digit', second: '2-digit',
  });
  for (const { type, value } of f.formatToParts(at)) parts[type] = value;
  return parts;
}

// "2026-11-23T09:00:00" on the wall of the centre.
export function toWall(instant: string | Date, zone: string): string {
  const p = wallParts(typeof instant === 'string' ? new Date(instant) : instant, zone);
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}`;
}

// The instant of a wall time, or undefined when the clock skipped it. Of a repeated hour the first.
export function fromWall(wall: string, zone: string): string | undefined {
  const guess = Date.parse(`${wall.length === 16 ? `${wall}:00` : wall}Z`);
  if (Number.isNaN(guess)) return undefined;
  const wanted = new Date(guess).toISOString().slice(0, 19);
  const found: number[] = [];
  for (const around of [guess - 86_400_000, guess + 86_400_000]) {
    const offset = Date.parse(`${toWall(new Date(around), zone)}Z`) - around;
    if (toWall(new Date(guess - offset), zone) === wanted) found.push(guess - offset);
  }
  return found.length ? new Date(Math.min(...found)).toISOString().replace('.000Z', 'Z') : undefined;
}

export function today(zone: string, now = new Date()): string {
  return toWall(now, zone).slice(0, 10);
}

export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

// 1 = Monday … 7 = Sunday.
export function weekday(date: string): number {
  return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

export function monday(date: string): string {
  return addDays(date, 1 - weekday(date));
}

export function clock(instant: string, zone: string): string {
  return toWall(instant, zone).slice(11, 16);
}

export function clockOfMinute(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

export function span(from: string, until: string, zone: string): string {
  return `${clock(from, zone)}–${clock(until, zone)}`;
}

// A civil date in words: 11月23日 周一 / Mon 23 Nov.
export function dayWords(date: string, language: Language, withYear = false): string {
  const at = new Date(`${date}T12:00:00Z`);
  const l = locale(language);
  const day = format(l, { timeZone: 'UTC', month: language === 'zh' ? 'long' : 'short', day: 'numeric', ...(withYear ? { year: 'numeric' } : {}) }).format(at);
  const week = format(l, { timeZone: 'UTC', weekday: 'short' }).format(at);
  return language === 'zh' ? `${day} ${week}` : `${week} ${day}`;
}

export function dayOf(instant: string, zone: string, language: Language, withYear = false): string {
  return dayWords(toWall(instant, zone).slice(0, 10), language, withYear);
}

export function moment(instant: string, zone: string, language: Language): string {
  return `${dayOf(instant, zone, language, true)} ${clock(instant, zone)}`;
}

export function minutesBetween(from: string, until: number): number {
  return Math.max(0, Math.floor((until - Date.parse(from)) / 60_000));
}
