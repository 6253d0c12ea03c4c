// SPDX-License-Identifier: AGPL-3.0-or-later
// "Need someone now": the numbers the centre set, always one tap away.
import { useState } from 'react';
import { useVoice, useWords } from '../language.tsx';
import { useCentre } from '../centre.tsx';
import { shared } from '../shared.words.ts';
import { Dialog } from './dialog.tsx';
import { Icon } from './icon.tsx';

const nationalLine = { label_zh: '全国统一心理援助热线', label_en: 'National counselling line', number: '12356' };

export function HelpNumbers() {
  const t = useWords(shared);
  const { language } = useVoice();
  const centre = useCentre();
  const numbers = centre?.help_numbers.length ? centre.help_numbers : [nationalLine];
  return (
    <div className="help-numbers">
      <p>{t.help_line}</p>
      <ul>
        {numbers.map((n) => (
          <li key={n.number}>
            <span>{language === 'zh' ? n.label_zh : n.label_en}</span>
            <a className="button big" href={`tel:${n.number.replace(/[^+\d]/g, '')}`}><Icon name="phone" /> {n.number}</a>
          </li>
        ))}
      </ul>
      <p>{t.help_danger}</p>
    </div>
  );
}

export function HelpButton() {
  const t = useWords(shared);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button help" onClick={() => setOpen(true)}><Icon name="heart" /> {t.help_now}</button>
      {open && <Dialog title={t.help_now} onClose={() => setOpen(false)}><HelpNumbers /></Dialog>}
    </>
  );
}
