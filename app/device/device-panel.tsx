/** The device: its curve under the hand, its numbers, where it comes from. */
import { presets } from 'memspike';
import { asymmetryOf, labelsOf } from 'memspike/parts';
import type { JSX } from 'preact';
import { NumberField, SelectField } from '../parts/field.tsx';
import {
  changeDevice,
  changeLaw,
  changeLevels,
  changeSpread,
  choosePreset,
  device,
  deviceState,
  law,
  spread,
} from '../state/device.ts';
import { texts } from '../texts.ts';
import { DeviceCurve, MOST_NU } from './curve.tsx';
import { DropCurve } from './drop.tsx';
import { ExportDevice } from './export.tsx';
import { Stationary, StepSizes } from './steps.tsx';

const { device: words, help } = texts;

export function DevicePanel(): JSX.Element {
  const { preset } = deviceState.value;
  const { title } = device.value;
  const own = preset === undefined ? [['', title] as const] : [];
  return (
    <section class="panel device" aria-labelledby="device-title">
      <header>
        <h2 id="device-title">{words.title}</h2>
        <SelectField
          label={words.preset}
          value={preset ?? ''}
          options={[
            ...own,
            ...presets
              .filter(({ name }) => name !== 'ideal')
              .map(({ name, title: of }) => [name, of] as const),
          ]}
          onChange={(name) => name !== '' && choosePreset(name)}
        />
      </header>
      <h3>
        {words.curve} <small>{law.value ? words.curveHint : words.table}</small>
      </h3>
      <DeviceCurve />
      <Numbers />
      <div class="pair">
        <div>
          <h3>{words.steps}</h3>
          <StepSizes />
        </div>
        <div>
          <h3>{words.stationary}</h3>
          <Stationary />
        </div>
      </div>
      <Facts />
      <DropCurve />
      <ExportDevice />
    </section>
  );
}

function Numbers(): JSX.Element {
  const now = law.value;
  const { c2c, c2cOf, levels, onOff } = device.value;
  return (
    <div class="fields">
      {now && (
        <>
          <NumberField
            label={words.nuLtp}
            help={help.nu}
            value={now.ltp.nu}
            from={0}
            to={MOST_NU}
            onChange={(nu) => changeLaw({ ltp: { ...now.ltp, nu } })}
          />
          <NumberField
            label={words.nuLtd}
            value={now.ltd.nu}
            from={0}
            to={MOST_NU}
            onChange={(nu) => changeLaw({ ltd: { ...now.ltd, nu } })}
          />
          <NumberField
            label={words.levels}
            help={help.levels}
            value={levels}
            from={2}
            to={2000}
            step={1}
            isLogarithmic
            onChange={changeLevels}
          />
        </>
      )}
      <NumberField
        label={words.c2c}
        help={help.c2c}
        value={100 * c2c}
        from={0}
        to={c2cOf === 'step' ? 200 : 20}
        isDisabled={!now}
        onChange={(percent) => changeDevice({ c2c: percent / 100 })}
      />
      {now && (
        <NumberField
          label={words.spread}
          value={100 * spread.value}
          from={0}
          to={50}
          step={0.5}
          onChange={(percent) => changeSpread(percent / 100)}
        />
      )}
      <NumberField
        label={words.onOff}
        help={words.onOffNote}
        value={onOff}
        from={1.5}
        to={1000}
        step={0.1}
        isLogarithmic
        onChange={(ratio) => changeDevice({ onOff: ratio })}
      />
      {now && (
        <label class="check">
          <input
            type="checkbox"
            checked={now.retracing}
            onChange={({ currentTarget }) => changeLaw({ retracing: currentTarget.checked })}
          />
          {words.retracing}
        </label>
      )}
    </div>
  );
}

function Facts(): JSX.Element {
  const { law: options, source } = device.value;
  const labels = law.value && labelsOf(law.value);
  const asymmetry = asymmetryOf(options);
  return (
    <dl class="facts">
      {labels && (
        <div>
          <dt>{words.labels}</dt>
          <dd>
            {labels.ltp.toFixed(2)} / {labels.ltd.toFixed(2)}
          </dd>
        </div>
      )}
      {asymmetry !== undefined && (
        <div>
          <dt>{words.asymmetry}</dt>
          <dd>{asymmetry.toFixed(2)}</dd>
        </div>
      )}
      <div>
        <dt>{words.source}</dt>
        <dd>{source}</dd>
      </div>
    </dl>
  );
}
