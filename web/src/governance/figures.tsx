// SPDX-License-Identifier: AGPL-3.0-or-later
// Every figure the rules work with: what it is now and from when, within which bounds, on what ground.
import { Checkbox, DatePicker, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Box } from '../console/antd.tsx';
import { api } from '../shared/api/client.ts';
import { fieldText } from '../shared/api/problem.ts';
import type { Setting, Settings } from '../shared/api/types.ts';
import { useAction, useLoad } from '../shared/api/use.ts';
import { useZone } from '../shared/centre.tsx';
import { useMarks, useVoice, useWords } from '../shared/language.tsx';
import { useSession } from '../shared/session.tsx';
import { shared } from '../shared/shared.words.ts';
import { dayOf, fromWall, today } from '../shared/time.ts';
import { FormField } from '../shared/ui/field.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { ActionProblem } from '../shared/ui/problem.tsx';
import { Empty, Loaded } from '../shared/ui/states.tsx';
import { useToast } from '../shared/ui/toast.tsx';
import { fill, word } from '../shared/words.ts';
import { capabilityOf, figureText, loosens, matches } from './figure_text.ts';
import { settings } from './governance.words.ts';
import { SettingsHead } from './settings_head.tsx';

function range(from: number, until: number): number[] {
  return Array.from({ length: until - from + 1 }, (_, i) => from + i);
}

function ChangeBox({ of, version, onClose, onDone }: { of: Setting; version: number; onClose: () => void; onDone: (now: Settings) => void }) {
  const t = useWords(settings);
  const s = useWords(shared);
  const m = useMarks();
  const zone = useZone();
  const [value, setValue] = useState(of.value);
  const [day, setDay] = useState<string>();
  const now = today(zone);
  const save = useAction(async () => {
    const from = day && day > now ? fromWall(`${day}T00:00`, zone) : undefined;
    onDone(await api.put<Settings>('/settings', { version, body: { key: of.key, value, ...(from ? { valid_from: from } : {}) } }));
  });
  const chosen = of.unit === 'strength' || of.unit === 'flag';
  const bounds = fill(t.bounds_are, { min: figureText(t, of.unit, of.min), max: figureText(t, of.unit, of.max) });
  return (
    <Box title={t.change_title} onClose={onClose}>
      <p><strong>{of.title}</strong><br /><span className="muted">{of.clause ? m.colon(s.clause, of.clause) : t.no_clause} · {of.origin === 'source' ? t.from_source : t.from_standard}</span></p>
      <div className="filters">
        <FormField label={t.new_value} hint={chosen ? undefined : `${word(t, `n_${of.unit}`)} · ${bounds}`} error={fieldText(save.problem, '/value')}>
          {(ids) => (chosen
            ? <Select {...ids} value={value} onChange={setValue} options={range(of.min, of.max).map((v) => ({ value: v, label: figureText(t, of.unit, v) }))} />
            : <InputNumber {...ids} className="number-wide" precision={0} value={value} onChange={(v) => setValue(v ?? of.value)} />)}
        </FormField>
        <FormField label={t.valid_from} hint={t.valid_now} error={fieldText(save.problem, '/valid_from')}>
          {(ids) => <DatePicker {...ids} value={day ? dayjs(day) : null} disabledDate={(d) => d.format('YYYY-MM-DD') < now} onChange={(d) => setDay(d?.format('YYYY-MM-DD'))} />}
        </FormField>
      </div>
      {value !== of.standard && <button className="link" onClick={() => setValue(of.standard)}><Icon name="undo" size={14} /> {t.back_to_standard} · {figureText(t, of.unit, of.standard)}</button>}
      {loosens(of, value) && <div className="notice tone-waiting"><Icon name="alert" /><div>{t.loosens}</div></div>}
      <ActionProblem action={save} />
      <div className="dialog-actions"><button className="button primary" disabled={save.busy || (value === of.value && !day && of.planned.length === 0)} onClick={() => void save.run()}>{s.save}</button></div>
    </Box>
  );
}

function Row({ of, may, onChange }: { of: Setting; may: boolean; onChange: () => void }) {
  const t = useWords(settings);
  const s = useWords(shared);
  const { language } = useVoice();
  const zone = useZone();
  const own = of.valid_from !== undefined && of.value !== of.standard;
  return (
    <li className="figure">
      <div className="figure-name">
        <strong>{of.title}</strong>
        <span className="muted small">{of.clause && `${s.clause} ${of.clause} · `}{of.origin === 'source' ? t.from_source : t.from_standard}</span>
      </div>
      <div className="figure-value">
        <strong>{figureText(t, of.unit, of.value)}</strong>
        <span className="muted small">{own ? fill(t.standard_is, { value: figureText(t, of.unit, of.standard) }) : t.is_standard}{of.valid_from && ` · ${fill(t.since, { at: dayOf(of.valid_from, zone, language, true) })}`}</span>
        {of.planned.map((p) => <span key={p.valid_from} className="status tone-info"><Icon name="calendar" size={14} /> {fill(t.planned, { at: dayOf(p.valid_from, zone, language, true), value: figureText(t, of.unit, p.value) })}</span>)}
      </div>
      <div className="figure-bounds muted small">
        {!of.fixed && of.unit !== 'strength' && of.unit !== 'flag' && fill(t.bounds_are, { min: figureText(t, of.unit, of.min), max: figureText(t, of.unit, of.max) })}
      </div>
      <div className="figure-act">
        {of.fixed ? <span className="status tone-plain" title={t.fixed_why}><Icon name="lock" size={14} /> {t.fixed}</span>
          : may && <button className="link" aria-label={`${t.change} ${of.title}`} onClick={onChange}>{t.change}</button>}
      </div>
    </li>
  );
}

export default function Figures() {
  const t = useWords(settings);
  const { wears } = useSession();
  const { tell } = useToast();
  const [text, setText] = useState('');
  const [own, setOwn] = useState(false);
  const [open, setOpen] = useState<Setting>();
  const load = useLoad((signal) => api.get<Settings>('/settings', { signal }), []);
  const may = wears('leader', 'system_admin');
  return (
    <>
      <SettingsHead part="figures" />
      <p className="muted">{t.figures_say}</p>
      <div className="row no-print">
        <label className="filter-box"><Icon name="search" size={16} /><input type="search" aria-label={t.find} placeholder={t.find} value={text} autoComplete="off" maxLength={60} onChange={(e) => setText(e.target.value)} /></label>
        <Checkbox checked={own} onChange={(e) => setOwn(e.target.checked)}>{t.only_changed}</Checkbox>
      </div>
      <Loaded load={load} rows={12}>
        {(d) => {
          const shown = d.items.filter((x) => (!own || x.value !== x.standard || x.planned.length > 0)
            && (!text.trim() || matches(text.trim(), `${x.title} ${x.clause} ${word(t, `n_${x.unit}`)} ${word(t, `g_${capabilityOf(x.key)}`)}`)));
          const groups = [...new Set(shown.map((x) => capabilityOf(x.key)))];
          if (shown.length === 0) return <Empty icon="search" title={t.find_none} next={t.find_none_next} />;
          return groups.map((group) => (
            <section key={group} className="card">
              <h2>{word(t, `g_${group}`)}</h2>
              <ul className="figures">{shown.filter((x) => capabilityOf(x.key) === group).map((x) => <Row key={x.key} of={x} may={may} onChange={() => setOpen(x)} />)}</ul>
            </section>
          ));
        }}
      </Loaded>
      {open && load.data && <ChangeBox of={open} version={load.data.version} onClose={() => setOpen(undefined)} onDone={(now) => { load.replace(now); setOpen(undefined); tell(t.changed); }} />}
    </>
  );
}
