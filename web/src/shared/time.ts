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

export function firstOfMonth(date: string): string {
  return `${date.slice(0, 7)}-01`;
}

// The first of the month so many months away: the 31st has no twin in every month.
export function addMonths(date: string, months: number): string {
  const at = new Date(`${firstOfMonth(date)}T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + months);
  return at.toISOString().slice(0, 10);
}

export function clock(instant: string, zone: string): string {
  return toWall(instant, zone).slice(11, 16);
}

export function clockOfMinute(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

// "12:30" as minutes of the day, also when typed with a Chinese colon or without one; undefined where it is no time.
export function minuteOfClock(text: string): number | undefined {
  const found = /^([01]?\d|2[0-4])[:：]?([0-5]\d)$/.exec(text.trim());
  const minute = found ? Number(found[1]) * 60 + Number(found[2]) : Number.NaN;
  return minute <= 24 * 60 ? minute : undefined;
}

// 1 = Monday … 7 = Sunday: 周一 / Mon; short: 一 / M.
export function weekdayName(day: number, language: Language, short = false): string {
  const name = format(locale(language), { timeZone: 'UTC', weekday: 'short' }).format(new Date(Date.UTC(2024, 0, day))); // 2024 began on a Monday
  return short ? (language === 'zh' ? name.slice(-1) : name.slice(0, 2)) : name;
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

// 2026年11月 / November 2026.
export function monthWords(date: string, language: Language): string {
  return format(locale(language), { timeZone: 'UTC', year: 'numeric', month: 'long' }).format(new Date(`${firstOfMonth(date)}T12:00:00Z`));
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
