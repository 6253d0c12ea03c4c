// SPDX-License-Identifier: AGPL-3.0-or-later
// Which language is spoken, and to whom. Kept in memory only: the profile says it after sign-in, the browser before.
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { setRequestLanguage } from './api/client.ts';
import { marksOf, say, spoken, type Marks, type Address, type Catalogue, type Language, type Said } from './words.ts';

interface Voice {
  language: Language;
  address: Address;
  setLanguage(language: Language): void;
  setAddress(address: Address): void;
}

function browserLanguage(): Language {
  return (navigator.language || 'zh').toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

const VoiceContext = createContext<Voice>({
  language: 'zh',
  address: 'adult',
  setLanguage: () => undefined,
  setAddress: () => undefined,
});

export function VoiceProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(browserLanguage);
  const [address, setAddress] = useState<Address>('adult');
  setRequestLanguage(language);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const voice = useMemo(() => ({ language, address, setLanguage, setAddress }), [language, address]);
  return <VoiceContext.Provider value={voice}>{children}</VoiceContext.Provider>;
}

export function useVoice(): Voice {
  return useContext(VoiceContext);
}

export function useMarks(): Marks {
  return marksOf(useContext(VoiceContext).language);
}

// What the server says is written for adults; a pupil reads the same with the other word.
export function useSpoken(): (text: string) => string {
  const { language, address } = useContext(VoiceContext);
  return (text) => spoken(text, language, address);
}

export function useWords<C extends Catalogue>(catalogue: C): Said<C> {
  const { language, address } = useContext(VoiceContext);
  return say(catalogue, language, address);
}
