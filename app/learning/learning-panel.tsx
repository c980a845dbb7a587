/** The network as it learns: controls, accuracy beside ideal weights, and what goes on inside. */
import { policies } from 'memspike';
import { encoders } from 'memspike/parts';
import type { JSX } from 'preact';
import { SelectField } from '../parts/field.tsx';
import { choose, playing, RANGES, samplesPerSecond, settings } from '../state/choices.ts';
import { course, pin, pinned, unpin } from '../state/course.ts';
import { beginAgain, stepOnce } from '../state/engine.ts';
import { texts } from '../texts.ts';
import { AccuracyChart } from './accuracy.tsx';
import { Inside } from './inside.tsx';

const { help, learning: words } = texts;
const shownPolicies = policies.filter(({ name }) => !name.endsWith('-baseline'));

export function LearningPanel(): JSX.Element {
  return (
    <section class="panel learning" aria-labelledby="learning-title">
      <header>
        <h2 id="learning-title">{words.title}</h2>
        <SelectField
          label={words.policy}
          help={help.policy}
          value={settings.value.policy}
          options={shownPolicies.map(({ name }) => [name, name] as const)}
          onChange={(policy) => choose({ policy })}
        />
      </header>
      <p class="note">{shownPolicies.find(({ name }) => name === settings.value.policy)?.summary}</p>
      <Controls />
      <h3>{words.accuracy}</h3>
      <AccuracyChart />
      <Pins />
      <Inside />
      <NetworkFields />
    </section>
  );
}

function Controls(): JSX.Element {
  const isPlaying = playing.value && !course.value.done;
  return (
    <div class="row controls">
      <button
        type="button"
        class="primary"
        disabled={course.value.done}
        onClick={() => {
          playing.value = !playing.value;
        }}
      >
        {isPlaying ? words.pause : words.play}
      </button>
      <button type="button" onClick={stepOnce}>
        {words.step}
      </button>
      <button type="button" onClick={beginAgain}>
        {words.restart}
      </button>
      <label class="speed">
        {words.speed}
        <select
          value={String(samplesPerSecond.value)}
          onChange={({ currentTarget }) => {
            samplesPerSecond.value = Number(currentTarget.value);
          }}
        >
          {words.speeds.map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function Pins(): JSX.Element {
  return (
    <div class="row pins">
      <button type="button" onClick={pin} disabled={(course.value.curves.at(-1)?.points.length ?? 0) === 0}>
        {words.pin}
      </button>
      {pinned.value.map(({ caption, id }, i) => (
        <span class={`chip pin-${i % 4}`} key={id}>
          {caption}
          <button type="button" aria-label={`${words.unpin}: ${caption}`} onClick={() => unpin(id)}>
            ×
          </button>
        </span>
      ))}
    </div>
  );
}

function NetworkFields(): JSX.Element {
  const { encoder, hidden, noise, seed, steps } = settings.value;
  const whole = (key: keyof typeof RANGES, label: string, value: number) => (
    <label class="small">
      {label}
      <input
        type="number"
        min={RANGES[key][0]}
        max={RANGES[key][1]}
        step={1}
        value={value}
        onChange={({ currentTarget }) => {
          const typed = currentTarget.valueAsNumber;
          const [least, most] = RANGES[key];
          if (Number.isInteger(typed) && typed >= least && typed <= most) choose({ [key]: typed });
          else currentTarget.value = String(value);
        }}
      />
    </label>
  );
  return (
    <div class="row network">
      {whole('hidden', words.hidden, hidden)}
      {whole('steps', words.steps, steps)}
      {whole('seed', words.seed, seed)}
      <label class="small">
        {words.encoder}
        <select value={encoder} onChange={({ currentTarget }) => choose({ encoder: currentTarget.value })}>
          {encoders.map(({ kind }) => (
            <option key={kind} value={kind}>
              {kind}
            </option>
          ))}
        </select>
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={noise}
          onChange={({ currentTarget }) => choose({ noise: currentTarget.checked })}
        />
        {words.noise}
      </label>
    </div>
  );
}
