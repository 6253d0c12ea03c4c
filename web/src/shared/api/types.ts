// SPDX-License-Identifier: AGPL-3.0-or-later
// What travels between page and server. These names become aliases of the generated schema (npm run client) when
// the server writes its OpenAPI document; nothing else in the pages names the shapes.
export interface List<T> { items: T[]; next?: string }

export type Role =
  | 'visitor' | 'guardian' | 'counsellor' | 'reception' | 'archive_keeper' | 'supervisor' | 'leader'
  | 'class_teacher' | 'finance' | 'system_admin' | 'auditor';

export interface Me {
  centre: string; centre_name: string; person: string; is_staff: boolean; roles: Role[]; login: string; language: 'zh' | 'en';
  kiosk: boolean; idle_seconds: number;
}

export interface HelpNumber { label_zh: string; label_en: string; number: string }
export interface Checkpoint { size: number; root: string; at: string }
export interface Centre {
  name: string; kind: 'school' | 'university' | 'community' | 'children' | 'eap' | 'finance'; zone: string; demo: boolean;
  help_numbers: HelpNumber[]; fingerprint?: string; checkpoint?: Checkpoint;
}
// Of unit "strength" a value is 0 hard, 1 warn with a reason, 2 off; of unit "month_day" 901 is the first of September.
export interface Setting {
  key: string; title: string; unit: string; value: number; standard: number; min: number; max: number; fixed: boolean; clause: string;
  origin: 'source' | 'standard'; valid_from?: string; planned: { value: number; valid_from: string }[];
}
export interface Settings { version: number; items: Setting[] }
export interface HelpNumbers { version: number; own: boolean; items: HelpNumber[] }

export interface ClassRef { id: string; entry_year: number; number: number; stage: 'primary' | 'junior' | 'senior' | 'other'; grade: number; name: string }
export type PersonKind = 'pupil' | 'parent' | 'staff' | 'adult';
export type AgeBand = 'under_8' | 'from_8_to_13' | 'from_14_to_17' | 'adult' | 'unknown';
export interface PersonHit { id: string; label: string; code: string; kind: PersonKind; class?: ClassRef }
export interface PersonFields {
  kind: PersonKind; name: string; gender?: 'female' | 'male' | 'unstated'; birthday?: string; class?: string; phone?: string; student_number?: string;
}
export interface Person {
  id: string; version: number; kind: PersonKind; name: string; code: string; gender?: 'female' | 'male' | 'unstated'; birthday?: string;
  class?: ClassRef; phone?: string; student_number?: string; last_four?: string; provisional: boolean; age_band: AgeBand; label: string;
}
export interface BasicField { key: string; label: string; purpose: string; required: boolean; value?: string; source?: 'self' | 'guardian' | 'teacher' | 'staff' }
export interface BasicForm { version: number; complete: boolean; fields: BasicField[] }

export type Field = 'study' | 'emotion' | 'family' | 'peers' | 'self' | 'career' | 'crisis' | 'other';
export interface Credential { kind: string; number: string; expires_on?: string; expired: boolean }
export interface Staff {
  id: string; version: number; name: string; login: string; roles: Role[]; fields: Field[]; practises: boolean; credential?: Credential; active: boolean;
  introduction_zh: string; introduction_en: string;
}
export interface ClassDuty { class: string; kind: 'head' | 'subject'; from: string; until?: string }
export interface Supervision { supervisor: string; name: string; from: string; until?: string }
export interface Counsellor { id: string; name: string; fields: Field[]; introduction_zh: string; introduction_en: string }
export type RoomKind = 'counselling' | 'group' | 'play' | 'reading' | 'relaxation' | 'other';
export interface Room { id: string; version: number; name: string; kind: RoomKind; place: string; in_use: boolean }

export type GuardianRelation = 'mother' | 'father' | 'grandparent' | 'other_kin' | 'entrusted' | 'institution';
export interface Guardian { id: string; person: PersonHit; relation: GuardianRelation; from: string; until?: string; may_learn_attendance: boolean }

export type Purpose = 'service' | 'data_processing' | 'recording' | 'observation' | 'research' | 'guardian_contact';
export type Audience = 'under_8' | 'from_8_to_13' | 'from_14_to_17' | 'adult' | 'guardian';
export interface ConsentSection { key: string; heading: string; body: string; tick: boolean }
export type Readability = 'children' | 'teenagers' | 'adults';
export interface ConsentText {
  id: string; purpose: Purpose; audience: Audience; version: number; title: string; sections: ConsentSection[]; readability: Readability; published_at: string;
}
export interface NewSection { key: string; tick: boolean; heading_zh: string; body_zh: string; heading_en: string; body_en: string }
export interface NewConsentText { purpose: Purpose; audience: Audience; readability: Readability; title_zh: string; title_en: string; sections: NewSection[] }
export interface ConsentState {
  purpose: Purpose; state: 'in_force' | 'needs_again' | 'withdrawn' | 'none' | 'waiting_guardian'; consent?: string; text?: string;
  signed_at?: string; by?: 'self' | 'guardian'; medium?: 'screen' | 'paper' | 'spoken'; guardian_consent?: string; asks: Audience[];
}
export interface Consents { items: ConsentState[]; may_start: boolean; missing: string[] }
export interface GiveConsent {
  text: string; ticks: string[]; understood?: 'said_back' | 'nodded' | 'not_sure'; by: 'self' | 'guardian'; guardian?: string;
  medium: 'screen' | 'paper' | 'spoken'; signature?: string; scan?: string;
}
export interface Consent {
  id: string; person: string; purpose: Purpose; text: string; text_version: number; audience: Audience; by: 'self' | 'guardian'; guardian?: string;
  medium: 'screen' | 'paper' | 'spoken'; understood?: 'said_back' | 'nodded' | 'not_sure'; ticks: string[]; signed_at: string; withdrawn_at?: string;
}
export interface ConsentCopy { consent: Consent; text: ConsentText; signature?: string; fingerprint: string; checkpoint: Checkpoint; qr: string }
export interface Disclosure {
  who: { who: string; learns: string[]; never: string[] }[];
  exceptions: { text: string; clause: string }[];
}

export interface Period { key: string; name_zh: string; name_en: string; starts_minute: number; ends_minute: number; kind: 'lesson' | 'noon' | 'after_school' | 'evening'; weekdays: number[] }
export type ClosedReason = 'leave' | 'training' | 'exam' | 'holiday' | 'unfit' | 'other';
export interface Availability { weekly: { weekday: number; period: string }[]; closed: { date: string; reason_kind: ClosedReason }[] }
export interface FreeTime { counsellor: string; counsellor_name: string; starts_at: string; ends_at: string; period?: string; rooms_free: number }
export type AppointmentState = 'held_by_phone' | 'booked' | 'arrived' | 'in_session' | 'done' | 'missed' | 'cancelled';
export type AppointmentKind = 'ordinary' | 'emergency' | 'first_talk' | 'consultation';
export type Channel = 'portal' | 'phone' | 'on_site' | 'counsellor';
export interface Appointment {
  id: string; version: number; state: AppointmentState; kind: AppointmentKind; channel: Channel; starts_at: string; ends_at: string;
  counsellor: string; counsellor_name: string; room?: string; room_name?: string; visitor?: PersonHit; case?: string; session?: string;
  note_state?: NoteState; warnings?: { code: string; clauses: string[] }[];
}
export interface Slip { code: string; heading: string; starts_at: string; place: string; line: string }
export type CancelReason = 'visitor' | 'counsellor' | 'centre' | 'ill' | 'exam' | 'other';

export type Stage = 'expected' | 'arrived' | 'in_session' | 'done' | 'missed';
export type IdentityMeans = 'known_to_staff' | 'pupil_card' | 'id_card' | 'call_back' | 'guardian_confirms' | 'pseudonym' | 'none';
export interface BoardItem {
  appointment: Appointment; stage: Stage; waiting_since?: string; identity?: IdentityMeans; form_complete: boolean; phone_fields_open: boolean; consent_in_force: boolean;
}
export interface Board { items: BoardItem[]; now: string }

export type Risk = 'none' | 'low' | 'medium' | 'high';
export type NoteState = 'none' | 'draft' | 'signed';
export type CaseState = 'intake' | 'active' | 'closed';
export interface Goal { text: string; indicator: string; target_date?: string; state: string }
export interface SessionRef { id: string; appointment: string; kind: AppointmentKind; started_at: string; ended_at?: string; note_state: NoteState }
export interface StartedSession { session: SessionRef; case: string; case_code: string }
// A list of cases leaves goals, sessions and the checklist out; one case has them.
export interface Case {
  id: string; version: number; code: string; state: CaseState; visitor: PersonHit; counsellor: string; counsellor_name: string; risk: Risk;
  next_contact?: string; goals: Goal[]; sessions: SessionRef[]; opened_at: string; closed_at?: string; checklist: { item: string; done: boolean }[];
}
export interface RecordFields {
  background: string; request: string; theme: string; intervention: string; method: string; risk?: Risk; plan: string; next_contact?: string; shared_summary: string;
}
export interface SessionRecord extends RecordFields {
  session: string; case: string; version: number; state: NoteState; saved_at?: string; author_name: string; missing: string[]; methods: string[];
}
export interface RecordVersion { version: number; author_name: string; written_at: string; kind: 'draft' | 'signed' | 'addendum' | 'conflict' }
export interface ProcessNote { version: number; text?: string; saved_at?: string; opened: boolean; why_not?: string }
export interface Unwritten { session: string; case_code: string; visitor: PersonHit; ended_at: string; due_at: string; overdue: boolean }
export interface Summary { session: string; date: string; counsellor_name: string; shared_summary: string; signed_at?: string }
export interface CloseCase {
  summary: string; outcome: 'achieved' | 'partly' | 'not_achieved' | 'moved_on';
  reason: 'goal_met' | 'visitor_wish' | 'referral' | 'absence' | 'unsuitable' | 'left_school';
  aftercare: 'none' | 'one_month' | 'three_months' | 'six_months'; aftercare_note: string;
}

export interface ArchiveFile {
  id: string; number: string; case_code: string; visitor_code: string; closed_at: string; retention_until: string; class: string; place: string;
  custodian: string; state: string; may_open: boolean;
}
export interface FiledRecord extends RecordFields { session: string; version: number; written_at: string; author_name: string; addendum: boolean }
export interface ArchiveContent {
  case: { code: string; opened_at: string; closed_at?: string; counsellor_name: string; closing_summary: string; aftercare_note: string };
  records: FiledRecord[];
}
export interface Opening { sequence: number; at: string; who: string; role: string; action_text: string; purpose_text: string; outcome: string }
export interface Openings { items: Opening[]; checkpoint?: Checkpoint; next?: string }
export interface Deed { sequence: number; at: string; action: string; outcome: string; role: string; actor_name?: string; code?: string; clauses: string[] }
