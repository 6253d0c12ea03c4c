// SPDX-License-Identifier: AGPL-3.0-or-later
// A few line icons drawn here. Always beside a word, so they are hidden from readers of the page.
const paths = {
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2',
  folder: 'M3 6h6l2 2h10v11H3z',
  letter: 'M3 6h18v12H3zM3 7l9 6 9-6',
  heart: 'M12 20C6 16 3.500 12.500 3.500 9A4.300 4.300 0 0 1 12 7.500 4.300 4.300 0 0 1 20.500 9c0 3.500-2.500 7-8.500 11z',
  phone: 'M6 3h4l1.500 5-2.500 1.500a11 11 0 0 0 5.500 5.500L16 12.500l5 1.500v4a2 2 0 0 1-2.200 2A16 16 0 0 1 4 5.200 2 2 0 0 1 6 3z',
  check: 'M4 12.500l5 5L20 6.500',
  cross: 'M5 5l14 14M19 5L5 19',
  alert: 'M12 3l10 18H2zM12 10v5M12 18v.5',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7.500v.5',
  pen: 'M4 20l1-5L16 4l4 4L9 19zM14 6l4 4',
  lock: 'M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-4 3.500-6.500 8-6.500s8 2.500 8 6.500',
  people: 'M9 5a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM2 20c0-3.500 3-5.500 7-5.500s7 2 7 5.500M16 5.500a3.500 3.500 0 0 1 0 6.500M18 14.800c2.500.7 4 2.500 4 5.200',
  door: 'M6 3h12v18H6zM3 21h18M14 12v.5',
  gear: 'M12 8.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM12 2.500v3M12 18.500v3M2.500 12h3M18.500 12h3M5.300 5.300l2.100 2.100M16.600 16.600l2.100 2.100M5.300 18.700l2.100-2.100M16.600 7.400l2.100-2.100',
  list: 'M8 6h13M8 12h13M8 18h13M3.500 6h.5M3.500 12h.5M3.500 18h.5',
  today: 'M4 4h6v7H4zM14 4h6v4h-6zM14 12h6v8h-6zM4 15h6v5H4z',
  archive: 'M3 4h18v5H3zM5 9v11h14V9M9.500 13h5',
  chain: 'M9 15l6-6M8 11l-3 3a4 4 0 0 0 5.500 5.500l3-3M16 13l3-3A4 4 0 0 0 13.500 4.500l-3 3',
  search: 'M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.500 15.500L21 21',
  eye: 'M2 12c2.500-4.500 6-6.500 10-6.500s7.500 2 10 6.500c-2.500 4.500-6 6.500-10 6.500S4.500 16.500 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  eye_off: 'M4 4l16 16M7 7.200C5 8.300 3.300 9.900 2 12c2.500 4.500 6 6.500 10 6.500 1.800 0 3.500-.4 5-1.200M10 5.700c.7-.1 1.300-.2 2-.2 4 0 7.500 2 10 6.500-.7 1.200-1.500 2.300-2.400 3.100',
  plus: 'M12 4v16M4 12h16',
  print: 'M7 8V3h10v5M5 8h14v9h-3M5 17H3V8M7 14h10v7H7z',
  shield: 'M12 3l8 3v6c0 5-3.500 8-8 9-4.500-1-8-4-8-9V6z',
  globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3.500 6 3.500 9s-.5 6-3.500 9c-3-3-3.500-6-3.500-9S9 6 12 3z',
  out: 'M14 4h6v16h-6M3 12h12M11 8l4 4-4 4',
  right: 'M9 5l7 7-7 7',
  left: 'M15 5l-7 7 7 7',
  down: 'M5 9l7 7 7-7',
  keys: 'M3 6h18v12H3zM7 10h.5M11 10h.5M15 10h.5M8 14h8',
  undo: 'M8 5L4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3',
  plant: 'M12 21v-9M12 13c0-4 2.500-7 8-7 0 5-3 7.500-8 7.500M12 11C12 8 9.500 5 4 5c0 4.500 3 7 8 7M7 21h10',
  card: 'M3 6h18v13H3zM3 10h18M7 15h4',
  phone_off: 'M5 5l14 14M10 8L9 9.500a11 11 0 0 0 5.500 5.500l1.500-2.500',
  kiosk: 'M4 4h16v11H4zM12 15v5M8 20h8',
  sign: 'M3 18c3-1 4-10 7-10s0 9 3 9 2-4 4-4 1 4 4 4',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8"
      strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
