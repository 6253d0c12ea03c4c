// SPDX-License-Identifier: AGPL-3.0-or-later
// The telephone numbers that every page shows to whoever needs somebody now.
import { useState } from 'react';
import { api } from '../shared/api/client.ts';
import { fieldText } from '../shared/api/problem.ts';
import type { HelpNumber, HelpNumbers } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useVoice, useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { shared } from '../shared/shared.words.ts';
import { FormField } from '../shared/ui/field.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Loaded } from '../shared/ui/states.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { settings } from './governance.words.ts';
import { SettingsHead } from './settings_head.tsx';

const linesMax = 8;

function Editor({ of, onSaved }: { of: HelpNumbers; onSaved: (now: HelpNumbers) => void }) {
  const t = useWords(settings);
  const s = useWords(shared);
  const [lines, setLines] = useState<HelpNumber[]>(of.items);
  const set = (i: number, part: Partial<HelpNumber>) => setLines((was) => was.map((x, at) => (at === i ? { ...x, ...part } : x)));
  const save = useAction(async (_, items: HelpNumber[]) => {
    onSaved(await api.put<HelpNumbers>('/help-numbers', { version: of.version, body: { items } }));
  });
  return (
    <section className="card narrow-wide">
      <p className="muted">{of.own ? t.help_own : t.help_standard}</p>
      <ul className="bare lines">
        {lines.map((line, i) => (
          <li key={i} className="help-line">
            <FormField label={t.label_zh} error={fieldText(save.problem, `/items/${i}/label_zh`)}>{(ids) => <input {...ids} maxLength={40} value={line.label_zh} onChange={(e) => set(i, { label_zh: e.target.value })} />}</FormField>
            <FormField label={t.label_en} error={fieldText(save.problem, `/items/${i}/label_en`)}>{(ids) => <input {...ids} maxLength={40} value={line.label_en} onChange={(e) => set(i, { label_en: e.target.value })} />}</FormField>
            <FormField label={t.number} error={fieldText(save.problem, `/items/${i}/number`)}>{(ids) => <input {...ids} type="tel" maxLength={20} value={line.number} onChange={(e) => set(i, { number: e.target.value })} />}</FormField>
            <div className="row line-acts">
              <button className="link quiet" disabled={i === 0} aria-label={`${t.up} ${line.number}`} onClick={() => setLines((was) => was.map((x, at) => (at === i - 1 ? was[i]! : at === i ? was[i - 1]! : x)))}><Icon name="left" size={14} /> {t.up}</button>
              <button className="link quiet" aria-label={`${t.remove} ${line.number}`} onClick={() => setLines((was) => was.filter((_, at) => at !== i))}><Icon name="cross" size={14} /> {t.remove}</button>
            </div>
          </li>
        ))}
      </ul>
      <button className="link" disabled={lines.length >= linesMax} onClick={() => setLines((was) => [...was, { label_zh: '', label_en: '', number: '' }])}><Icon name="plus" size={14} /> {t.add_number}</button>
      <ActionProblem action={save} />
      <div className="dialog-actions">
        {of.own && <button className="button" disabled={save.busy} onClick={() => void save.run([])}>{t.help_back}</button>}
        <button className="button primary" disabled={save.busy || lines.length === 0 || lines.some((x) => !x.label_zh.trim() || !x.label_en.trim() || !x.number.trim())} onClick={() => void save.run(lines)}>{s.save}</button>
      </div>
    </section>
  );
}

export default function HelpNumbersPage() {
  const t = useWords(settings);
  const { language } = useVoice();
  const { wears } = useSession();
  const { tell } = useToast();
  const load = useLoad((signal) => api.get<HelpNumbers>('/help-numbers', { signal }), []);
  return (
    <>
      <SettingsHead part="help_numbers" />
      <p className="muted">{t.help_say}</p>
      <Loaded load={load} rows={5}>
        {(d) => (wears('leader', 'system_admin')
          ? <Editor key={d.version} of={d} onSaved={(now) => { load.replace(now); tell(t.help_saved); }} />
          : <section className="card narrow-wide"><ul className="bare stack-8">{d.items.map((x) => <li key={x.number}>{language === 'zh' ? x.label_zh : x.label_en} <strong>{x.number}</strong></li>)}</ul></section>)}
      </Loaded>
    </>
  );
}
