// SPDX-License-Identifier: AGPL-3.0-or-later
import type { RecordFields } from '../shared/api/types.ts';
import { useMarks, useVoice, useWords } from '../shared/language.tsx';
import { dayWords } from '../shared/time.ts';
import { word } from '../shared/words.ts';
import { RiskMark } from './cases.tsx';
import { casework } from './casework.words.ts';
import { textKeys } from './merge.ts';

// A record to be read, not written.
export function RecordView({ of }: { of: RecordFields }) {
  const t = useWords(casework);
  const m = useMarks();
  const { language } = useVoice();
  return (
    <div className="stack">
      {textKeys.filter((key) => of[key]).map((key) => (
        <div key={key}><h3>{key === 'plan' ? t.plan_text : t[key]}</h3><pre>{key === 'method' ? word(t, `m_${of.method}`).replace(/^m_/, '') : of[key]}</pre></div>
      ))}
      <div className="row">{of.risk && <RiskMark risk={of.risk} />}{of.next_contact && <span>{m.colon(t.next_contact, dayWords(of.next_contact, language))}</span>}</div>
    </div>
  );
}
