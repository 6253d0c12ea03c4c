// SPDX-License-Identifier: AGPL-3.0-or-later
import { useState } from 'react';
import type { RecordFields } from '../shared/api/types.ts';
import { useWords } from '../shared/language.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { casework } from './casework.words.ts';
import { decided, type Choice, type Merge, type TextKey } from './merge.ts';

export function ConflictView({ of, onDecided }: { of: Merge; onDecided: (fields: RecordFields) => void }) {
  const t = useWords(casework);
  const [choices, setChoices] = useState<Partial<Record<TextKey, Choice>>>({});
  const choiceOf = (key: TextKey): Choice => choices[key] ?? 'both';
  return (
    <div className="notice tone-waiting" role="alert">
      <Icon name="info" />
      <div className="grow stack">
        <div><strong>{t.conflict_title}</strong><p>{of.differences.length ? t.conflict_says : t.merged}</p></div>
        {of.differences.map((d) => (
          <div key={d.key} className="stack-8">
            <strong>{d.key === 'plan' ? t.plan_text : t[d.key]}</strong>
            <div className="two-texts">
              <div className={choiceOf(d.key) === 'mine' ? '' : 'kept'}><p className="muted small">{t.theirs}</p><pre>{d.theirs}</pre></div>
              <div className={choiceOf(d.key) === 'theirs' ? '' : 'kept'}><p className="muted small">{t.mine}</p><pre>{d.mine}</pre></div>
            </div>
            <div className="choice-row" role="group">
              {(['both', 'theirs', 'mine'] as const).map((choice) => (
                <button type="button" key={choice} className={choiceOf(d.key) === choice ? 'choice chosen' : 'choice'} aria-pressed={choiceOf(d.key) === choice} onClick={() => setChoices((was) => ({ ...was, [d.key]: choice }))}>{t[`keep_${choice}`]}</button>
              ))}
            </div>
          </div>
        ))}
        <div><button type="button" className="button" onClick={() => {
          const fields = { ...of.fields };
          for (const d of of.differences) fields[d.key] = decided(d, choiceOf(d.key));
          onDecided(fields);
        }}>{t.go_on}</button></div>
      </div>
    </div>
  );
}
