// SPDX-License-Identifier: AGPL-3.0-or-later
import type { BoardItem } from '../shared/api/types.ts';
import { useZone } from '../shared/centre.tsx';
import { Who } from '../shared/discreet.tsx';
import { useWords } from '../shared/language.tsx';
import { minutesBetween, span } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Status } from '../shared/ui/status.tsx';
import { fill } from '../shared/words.ts';
import type { TicketAct } from './board.tsx';
import { reception } from './reception.words.ts';

const longWaitMinutes = 15;

export function Ticket({ item, now, counsels, onAct }: { item: BoardItem; now: number; counsels: boolean; onAct: (what: TicketAct) => void }) {
  const t = useWords(reception);
  const zone = useZone();
  const a = item.appointment;
  const held = a.state === 'held_by_phone'; // a voice on the telephone: who it is comes first
  const waited = item.waiting_since ? minutesBetween(item.waiting_since, now) : 0;
  return (
    <article className="ticket">
      <p className="ticket-time"><strong>{span(a.starts_at, a.ends_at, zone)}</strong> <Status of={a.channel} bare /></p>
      <p className="ticket-who"><Who person={a.visitor} none={t.phone_open} /></p>
      <p className="muted">{a.counsellor_name}{a.room_name && ` · ${a.room_name}`}</p>
      <div className="row">
        {item.stage === 'arrived' && item.waiting_since && (
          <span className={waited >= longWaitMinutes ? 'waiting-time long' : 'waiting-time'}><Icon name="clock" size={14} /> {fill(t.waiting, { n: waited })}</span>
        )}
        {a.kind !== 'ordinary' && <Status of={a.kind} />}
        {item.stage === 'missed' && <Status of="missed" />}
        {a.state === 'held_by_phone' && <Status of="held_by_phone" />}
        {item.stage === 'done' && counsels && a.note_state && <Status of={a.note_state === 'none' ? 'draft' : a.note_state} />}
      </div>
      {(item.stage === 'expected' || item.stage === 'arrived') && (
        <div className="row">
          {!held && !item.consent_in_force && a.kind === 'ordinary' && <span className="status tone-waiting"><Icon name="pen" size={14} /> {t.consent_open}</span>}
          {!held && !item.form_complete && a.visitor && <span className="status tone-plain"><Icon name="list" size={14} /> {t.form_open}</span>}
        </div>
      )}
      <div className="row no-print">
        {item.stage === 'expected' && held && <button className="button small" onClick={() => onAct('name')}>{t.name_person}</button>}
        {item.stage === 'expected' && !held && <button className="button small" onClick={() => onAct('arrive')}>{t.arrive}</button>}
        {item.stage === 'expected' && <button className="link quiet" onClick={() => onAct('missed')}>{t.missed}</button>}
        {(item.stage === 'arrived' || item.stage === 'in_session') && counsels && !a.session && <button className="button small" onClick={() => onAct('start')}>{t.start}</button>}
        {(item.stage === 'arrived' || item.stage === 'expected') && a.visitor && !held && <button className="link quiet" onClick={() => onAct('form')}>{t.form}</button>}
        {counsels && a.session && <button className="button small" onClick={() => onAct('record')}>{t.open_record}</button>}
      </div>
    </article>
  );
}
