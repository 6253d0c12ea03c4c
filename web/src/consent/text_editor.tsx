// SPDX-License-Identifier: AGPL-3.0-or-later
// The next version of a consent text, in both languages side by side, begun from the one in force.
import { Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import { Box } from '../console/antd.tsx';
import { settings } from '../governance/governance.words.ts';
import { api } from '../shared/api/client.ts';
import { fieldText } from '../shared/api/problem.ts';
import type { Audience, ConsentText, NewConsentText, NewSection, Purpose, Readability } from '../shared/api/types.ts';
import { useAction } from '../shared/api/use.ts';
import { useWords } from '../shared/language.tsx';
import { closed } from '../shared/shared.words.ts';
import { Choices, FormField } from '../shared/ui/field.tsx';
import { GrowingText } from '../shared/ui/growing_text.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { fill } from '../shared/words.ts';
import { ConsentTextView } from './text_view.tsx';
import { texts } from './texts.words.ts';

const partsMax = 20;
const levels = ['children', 'teenagers', 'adults'] as const satisfies readonly Readability[];
export interface Begun { zh?: ConsentText; en?: ConsentText; other: boolean; newest: number }

function sectionsOf({ zh, en }: Begun): NewSection[] {
  return (zh?.sections ?? []).map((part) => {
    const twin = en?.sections.find((x) => x.key === part.key);
    return { key: part.key, tick: part.tick, heading_zh: part.heading, body_zh: part.body, heading_en: twin?.heading ?? '', body_en: twin?.body ?? '' };
  });
}

// Part codes are words of small letters: more, more_a, more_b …
function newKey(parts: readonly NewSection[]): string {
  for (let n = 0; ; n += 1) {
    const key = n === 0 ? 'more' : `more_${String.fromCharCode(96 + n)}`;
    if (!parts.some((x) => x.key === key)) return key;
  }
}

export function TextEditor({ purpose, audience, begun, onClose, onDone }: { purpose: Purpose; audience: Audience; begun: Begun; onClose: () => void; onDone: () => void }) {
  const t = useWords(texts);
  const c = useWords(closed);
  const g = useWords(settings);
  const [title, setTitle] = useState({ zh: begun.zh?.title ?? '', en: begun.en?.title ?? '' });
  const [parts, setParts] = useState(() => sectionsOf(begun));
  const [level, setLevel] = useState<Readability | undefined>(begun.other ? undefined : begun.zh?.readability);
  const [vouched, setVouched] = useState(false);
  const [known, setKnown] = useState(false);
  const [view, setView] = useState<'edit' | 'zh' | 'en'>('edit');
  const set = (i: number, part: Partial<NewSection>) => setParts((was) => was.map((x, at) => (at === i ? { ...x, ...part } : x)));
  const whole = !!title.zh.trim() && !!title.en.trim() && parts.length > 0 && parts.every((x) => x.heading_zh.trim() && x.heading_en.trim() && x.body_zh.trim() && x.body_en.trim());
  const publish = useAction(async ({ attempt }) => {
    const body: NewConsentText = { purpose, audience, readability: level!, title_zh: title.zh.trim(), title_en: title.en.trim(), sections: parts };
    await api.post('/consent-texts', { attempt, body });
    onDone();
  });
  const shown = (spoken: 'zh' | 'en'): ConsentText => ({
    id: '', purpose, audience, version: begun.newest + 1, readability: level ?? 'adults', title: title[spoken], published_at: '',
    sections: parts.map((x) => ({ key: x.key, tick: x.tick, heading: x[`heading_${spoken}`], body: x[`body_${spoken}`] })),
  });
  return (
    <Box title={`${t.editor_title} · ${c[purpose]} · ${t[audience]}`} onClose={onClose} wide>
      {begun.other && <div className="notice tone-info"><Icon name="info" /><div>{t.from_other}</div></div>}
      <Segmented value={view} onChange={setView} options={[{ value: 'edit', label: t.edit }, { value: 'zh', label: t.preview_zh }, { value: 'en', label: t.preview_en }]} />
      {view !== 'edit' ? <div className="preview" lang={view === 'zh' ? 'zh-CN' : 'en'}><ConsentTextView text={shown(view)} ticks={[]} /></div> : (
        <>
          <div className="filters">
            <FormField label={t.title_zh} error={fieldText(publish.problem, '/title_zh')}>{(ids) => <input {...ids} maxLength={120} lang="zh-CN" value={title.zh} onChange={(e) => setTitle({ ...title, zh: e.target.value })} />}</FormField>
            <FormField label={t.title_en} error={fieldText(publish.problem, '/title_en')}>{(ids) => <input {...ids} maxLength={120} lang="en" value={title.en} onChange={(e) => setTitle({ ...title, en: e.target.value })} />}</FormField>
          </div>
          <ol className="bare lines">
            {parts.map((x, i) => (
              <li key={x.key} className="stack-8">
                <div className="row apart">
                  <h3>{fill(t.part, { n: i + 1 })} <span className="muted small">{t.part_key} <code>{x.key}</code></span></h3>
                  <span className="row">
                    <button className="link quiet" disabled={i === 0} onClick={() => setParts((was) => was.map((y, at) => (at === i - 1 ? was[i]! : at === i ? was[i - 1]! : y)))}>{g.up}</button>
                    <button className="link quiet" onClick={() => setParts((was) => was.filter((_, at) => at !== i))}><Icon name="cross" size={14} /> {g.remove}</button>
                  </span>
                </div>
                <div className="filters">
                  <FormField label={t.heading_zh} error={fieldText(publish.problem, `/sections/${i}/heading_zh`)}>{(ids) => <input {...ids} maxLength={120} lang="zh-CN" value={x.heading_zh} onChange={(e) => set(i, { heading_zh: e.target.value })} />}</FormField>
                  <FormField label={t.heading_en} error={fieldText(publish.problem, `/sections/${i}/heading_en`)}>{(ids) => <input {...ids} maxLength={120} lang="en" value={x.heading_en} onChange={(e) => set(i, { heading_en: e.target.value })} />}</FormField>
                  <FormField label={t.body_zh} error={fieldText(publish.problem, `/sections/${i}/body_zh`)}>{(ids) => <GrowingText {...ids} maxLength={3000} value={x.body_zh} onChange={(e) => set(i, { body_zh: e.target.value })} />}</FormField>
                  <FormField label={t.body_en} error={fieldText(publish.problem, `/sections/${i}/body_en`)}>{(ids) => <GrowingText {...ids} maxLength={3000} value={x.body_en} onChange={(e) => set(i, { body_en: e.target.value })} />}</FormField>
                </div>
                <Checkbox checked={x.tick} onChange={(e) => set(i, { tick: e.target.checked })}>{t.tick}</Checkbox>
              </li>
            ))}
          </ol>
          <button className="link" disabled={parts.length >= partsMax} onClick={() => setParts((was) => [...was, { key: newKey(was), tick: false, heading_zh: '', body_zh: '', heading_en: '', body_en: '' }])}><Icon name="plus" size={14} /> {t.add_part}</button>
        </>
      )}
      <Choices legend={t.readability} hint={t.readability_say} value={level} onChange={(x) => { setLevel(x); setVouched(false); }} options={levels.map((x) => [x, t[x]] as const)} />
      <div className="stack-8">
        <div><Checkbox checked={vouched} disabled={!level} onChange={(e) => setVouched(e.target.checked)}>{t.vouch}</Checkbox></div>
        <div className="notice tone-waiting"><Icon name="alert" /><div>{begun.newest ? t.asks_again : t.first_asks}</div></div>
        {begun.newest > 0 && <div><Checkbox checked={known} onChange={(e) => setKnown(e.target.checked)}>{t.asks_know}</Checkbox></div>}
      </div>
      <ActionProblem action={publish} />
      <div className="dialog-actions"><button className="button primary" disabled={publish.busy || !whole || !level || !vouched || (begun.newest > 0 && !known)} onClick={() => void publish.run()}>{t.publish_go}</button></div>
    </Box>
  );
}
