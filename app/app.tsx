import type { JSX } from 'preact';
import { DevicePanel } from './device/device-panel.tsx';
import { LearningPanel } from './learning/learning-panel.tsx';
import { settings } from './state/choices.ts';
import { course, data, notice, problem } from './state/course.ts';
import { texts } from './texts.ts';
import { type Verdict, verdictOf } from './verdict/verdict.ts';

export function App(): JSX.Element {
  return (
    <>
      <header class="page">
        <p class="brand">{texts.name}</p>
        <h1>{texts.question}</h1>
        <VerdictLine />
        <Notice />
      </header>
      <main>
        <DevicePanel />
        <LearningPanel />
      </main>
      <footer>
        <p>{texts.about}</p>
        <p>Digits: MNIST, by Y. LeCun, C. Cortes and C. J. C. Burges.</p>
      </footer>
    </>
  );
}

function Notice(): JSX.Element | null {
  if (notice.value === undefined) return null;
  return (
    <p class="notice" role="alert">
      {notice.value}
      <button
        type="button"
        aria-label={texts.putAway}
        onClick={() => {
          notice.value = undefined;
        }}
      >
        ×
      </button>
    </p>
  );
}

function VerdictLine(): JSX.Element {
  const { detail, kind, sentence } = verdict();
  return (
    <p class={`verdict ${kind}`} role="status">
      <b>{sentence}</b> <span>{detail}</span>
    </p>
  );
}

function verdict(): Verdict {
  if (problem.value !== undefined)
    return { kind: 'nothing', sentence: texts.verdict.failed, detail: problem.value };
  if (data.value === undefined) return { kind: 'waiting', sentence: texts.verdict.loading, detail: '' };
  return (
    verdictOf({
      course: course.value,
      classes: data.value.classNames.length,
      policy: settings.value.policy,
    }) ?? { kind: 'waiting', sentence: texts.verdict.starting, detail: '' }
  );
}
