// SPDX-License-Identifier: AGPL-3.0-or-later
// The only place where a colour is written. Pairs are checked for contrast >= 4.5 : 1 by tests/tokens.test.ts.
export const tokens = {
  page: '#F6F8F7',
  surface: '#FFFFFF',
  ink: '#1D2B2A',
  muted: '#5B6B69',
  line: '#D6E0DE',
  'line-strong': '#7C8E8B',
  primary: '#1F6B66',
  'primary-deep': '#17524E',
  tint: '#E8F3F1',
  waiting: '#8A5A00',
  'waiting-tint': '#FFF6E5',
  danger: '#B3261E',
  'danger-tint': '#FDECEA',
  done: '#2B6E3F',
  'done-tint': '#EAF5EC',
  info: '#1E5AA8',
  'info-tint': '#E9F1FB',
  note: '#6B4FA0',
  'note-tint': '#F1ECF9',
  focus: '#0B57D0',
  veil: 'rgba(29, 43, 42, 0.45)',
} as const;

export type Token = keyof typeof tokens;

export const fontFamily =
  '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

// Through the object model, so that the content policy needs no inline style.
export function applyTokens(root: HTMLElement): void {
  for (const [name, value] of Object.entries(tokens)) root.style.setProperty(`--${name}`, value);
  root.style.setProperty('--font', fontFamily);
}
