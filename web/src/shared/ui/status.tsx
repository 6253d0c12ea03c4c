// SPDX-License-Identifier: AGPL-3.0-or-later
// A state is an icon and a word; colour only helps.
import { useWords } from '../language.tsx';
import { closed } from '../shared.words.ts';
import { word } from '../words.ts';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'waiting' | 'danger' | 'done' | 'info' | 'note' | 'plain' | 'primary';

const looks: Readonly<Record<string, readonly [Tone, IconName]>> = {
  held_by_phone: ['waiting', 'phone'], booked: ['info', 'calendar'], expected: ['info', 'calendar'], arrived: ['waiting', 'clock'],
  in_session: ['primary', 'people'], done: ['done', 'check'], missed: ['plain', 'phone_off'], cancelled: ['plain', 'cross'],
  draft: ['waiting', 'pen'], signed: ['done', 'lock'], none: ['plain', 'info'],
  low: ['info', 'info'], medium: ['waiting', 'alert'], high: ['danger', 'alert'],
  intake: ['info', 'door'], active: ['primary', 'people'], closing: ['waiting', 'folder'], closed: ['plain', 'archive'],
  in_force: ['done', 'check'], needs_again: ['waiting', 'pen'], withdrawn: ['plain', 'undo'], waiting_guardian: ['waiting', 'clock'],
  emergency: ['danger', 'alert'], first_talk: ['info', 'door'], ordinary: ['plain', 'people'], consultation: ['plain', 'people'],
  portal: ['plain', 'globe'], phone: ['plain', 'phone'], on_site: ['plain', 'door'], counsellor: ['plain', 'person'],
  refused: ['waiting', 'shield'], read: ['info', 'eye'],
};

export function toneOf(state: string): Tone {
  return looks[state]?.[0] ?? 'plain';
}

export function Status({ of, text, bare = false }: { of: string; text?: string; bare?: boolean }) {
  const t = useWords(closed);
  const [tone, icon] = looks[of] ?? ['plain', 'info'];
  return (
    <span className={`status tone-${tone}${bare ? ' bare' : ''}`}>
      <Icon name={icon} size={14} /> {text ?? word(t, of)}
    </span>
  );
}

// Where there is no room for the word, the icon alone; the word is read out and shown on hovering.
export function StatusMark({ of, text }: { of: string; text?: string }) {
  const t = useWords(closed);
  const [tone, icon] = looks[of] ?? ['plain', 'info'];
  const said = text ?? word(t, of);
  return <span className={`status bare tone-${tone}`} title={said}><Icon name={icon} size={13} /><span className="visually-hidden">{said}</span></span>;
}
