/** A labelled choice of a number, in one line: name, slider, number. */
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly from: number;
  readonly to: number;
  readonly step?: number;
  /** The slider moves by factors. */
  readonly isLogarithmic?: boolean;
  readonly help?: string;
  readonly isDisabled?: boolean;
  readonly onChange: (value: number) => void;
}

export function NumberField(props: NumberFieldProps): JSX.Element {
  const { from, help, isDisabled = false, isLogarithmic = false, label, onChange, to, value } = props;
  const { step = 0.01 } = props;
  const id = useId();
  const [low, high] = isLogarithmic ? [Math.log(from), Math.log(to)] : [from, to];
  const rounded = (raw: number) => Math.min(to, Math.max(from, Math.round(raw / step) * step));
  return (
    <div class="field">
      <label for={id}>
        {label}
        {help && <Help text={help} />}
      </label>
      <input
        type="range"
        aria-label={label}
        disabled={isDisabled}
        min={low}
        max={high}
        step="any"
        value={isLogarithmic ? Math.log(Math.max(from, value)) : value}
        onInput={({ currentTarget: { valueAsNumber } }) =>
          onChange(rounded(isLogarithmic ? Math.exp(valueAsNumber) : valueAsNumber))
        }
      />
      <input
        id={id}
        type="number"
        disabled={isDisabled}
        min={from}
        max={to}
        step="any"
        value={Number(value.toPrecision(4))}
        onChange={({ currentTarget }) => {
          const typed = currentTarget.valueAsNumber;
          if (typed >= from && typed <= to) onChange(typed);
          else currentTarget.value = String(Number(value.toPrecision(4)));
        }}
      />
    </div>
  );
}

interface SelectFieldProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, title: string])[];
  readonly help?: string;
  readonly onChange: (value: string) => void;
}

export function SelectField({ help, label, onChange, options, value }: SelectFieldProps): JSX.Element {
  const id = useId();
  return (
    <div class="field choice">
      <label for={id}>
        {label}
        {help && <Help text={help} />}
      </label>
      <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {options.map(([name, title]) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A term in a sentence, on demand. */
export function Help({ text }: { readonly text: string }): JSX.Element {
  const id = useId();
  return (
    <span class="help">
      <button type="button" aria-label="What is this?" aria-describedby={id}>
        ?
      </button>
      <span role="tooltip" id={id}>
        {text}
      </span>
    </span>
  );
}
