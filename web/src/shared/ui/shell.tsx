// SPDX-License-Identifier: AGPL-3.0-or-later
// Small pieces every face of the program has: skip link, language switch, warning before the lock, boundary for our own bugs.
import { Component, type ReactNode } from 'react';
import { toProblem } from '../api/problem.ts';
import { useVoice, useWords } from '../language.tsx';
import { useSession } from '../session.tsx';
import { shared } from '../shared.words.ts';
import { fill } from '../words.ts';
import { Icon } from './icon.tsx';
import { ProblemState } from './states.tsx';

export function SkipLink() {
  const t = useWords(shared);
  return <a className="skip" href="#main">{t.skip}</a>;
}

export function LanguageSwitch() {
  const t = useWords(shared);
  const { language, setLanguage } = useVoice();
  return (
    <button type="button" className="link quiet" lang={language === 'zh' ? 'en' : 'zh-CN'} aria-label={t.language_label}
      onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
      <Icon name="globe" size={16} /> {t.language}
    </button>
  );
}

export function IdleWarning() {
  const t = useWords(shared);
  const { secondsLeft, me } = useSession();
  if (secondsLeft === undefined || me?.kiosk) return null;
  return (
    <div className="idle-warning" role="alert">
      <Icon name="lock" /> {fill(t.idle_soon, { n: secondsLeft })} <button className="button">{t.idle_stay}</button>
    </div>
  );
}

export class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return <ProblemState problem={toProblem(500, undefined)} reload={() => window.location.reload()} />;
  }
}
