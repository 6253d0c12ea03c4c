// SPDX-License-Identifier: AGPL-3.0-or-later
// A text box as high as its text. Sets its height through the object model, which the content policy allows.
import { useLayoutEffect, useRef, type TextareaHTMLAttributes } from 'react';

export function GrowingText({ rows = 2, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement> & { value: string }) {
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const text = box.current;
    if (!text) return;
    text.style.height = 'auto';
    text.style.height = `${text.scrollHeight + 2}px`;
  }, [rest.value]);
  return <textarea ref={box} rows={rows} className="growing-text" autoComplete="off" {...rest} />; // else browsers keep it for going back
}
