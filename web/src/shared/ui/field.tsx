// SPDX-License-Identifier: AGPL-3.0-or-later
// A label that can be seen, what the answer is for, and what is wrong with it, around any input.
import { useId, type ReactNode } from 'react';

// `autoComplete` is off unless the field says otherwise: a browser keeps what was typed into its profile, and a PC is shared.
export interface FieldIds { id: string; autoComplete: 'off'; 'aria-describedby'?: string; 'aria-invalid'?: true }

export function FormField({ label, hint, error, children }: {
  label: ReactNode; hint?: ReactNode; error?: string | undefined; children: (ids: FieldIds) => ReactNode;
}) {
  const id = useId();
  const about = hint || error ? `${id}-about` : undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, autoComplete: 'off', ...(about ? { 'aria-describedby': about } : {}), ...(error ? { 'aria-invalid': true as const } : {}) })}
      {about && <p id={about} className={error ? 'field-error' : 'field-hint'}>{error ?? hint}</p>}
    </div>
  );
}

export function Choices<V extends string>({ legend, value, options, onChange, hint }: {
  legend: ReactNode; value: V | undefined; options: readonly (readonly [V, ReactNode])[]; onChange: (value: V) => void; hint?: ReactNode;
}) {
  const name = useId();
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {hint && <p className="field-hint">{hint}</p>}
      <div className="choice-row">
        {options.map(([key, text]) => (
          <label key={key} className={value === key ? 'choice chosen' : 'choice'}>
            <input type="radio" name={name} checked={value === key} onChange={() => onChange(key)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
