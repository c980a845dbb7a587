/** What the name of a column says, in the languages that laboratories write. */
import type { Direction, Role } from './role.ts';
import { nameWithoutUnit } from './units.ts';

export interface NamedRole {
  readonly role: Role;
  /** Names that may be something else: the values have to agree. */
  readonly isWeak: boolean;
}

const word = (pattern: string) => new RegExp(`(^|[^a-zA-Z])(${pattern})([^a-zA-Z]|$)`, 'i');

const LTD = /ltd|depress|(^|[^a-z])(dep|down|erase|rst|neg(ative)?)([^a-z]|$)|down|reset|decreas|抑制|降低/i;
const LTP = /ltp|potentiat|(^|[^a-z])(pot|up|set|pos(itive)?)([^a-z]|$)|(^|[^a-z])set\d+|increas|增强|増強/i;

/** The direction that a name tells; undefined for one that tells both. */
export function namedDirection(name: string): Direction | undefined {
  const isLtd = LTD.test(name);
  const rest = name.replace(/reset/gi, ' ');
  const isLtp = LTP.test(rest);
  if (isLtd === isLtp) return undefined;
  return isLtd ? 'ltd' : 'ltp';
}

const DEVIATION = new RegExp(
  `${word('std|sd|s\\.d\\.|st\\.? ?dev|std ?dev|stdev|sem|stderr|sigma|err(or)?s?|e_?bar|deviations?|stabw|stdabw|abweichung|desv\\w*|unc(ertainty)?|var(iance)?|iqr|spread|conf(idence)?|ci95?').source}|standard ?(dev|abw|err)|écart|ecart|[σ±]|标准差|標準偏差|표준편차`,
  'i',
);
const FIT =
  /(^|[^a-z])(fit|fits|fitted|fitting|model|modell|modelled|modeled|sim|simulated|simulation|calc|calculated|theory|theoretical|predicted|prediction|regression|smooth|smoothed|ideal|residuals?)([^a-z]|$)|_fit|fit_|拟合|フィット/i;
const WIDTH =
  /width|duration|dauer|breite|largeur|durée|anchura|(^|[^a-z])(pw|t_?pulse|t_?pw|t_?width)([^a-z]|$)|脉宽|パルス幅|펄스폭/i;
const READ_VOLTAGE = /read.*(volt|bias|(^|[^a-z])v)|v[ _]?read|lesespannung|tension de lecture|读.*电压/i;
const AMPLITUDE =
  /(^|[^a-z])ampl|volt|spannung|tension|(^|[^a-z])bias([^a-z]|$)|(^|[^a-z])[vu][ _]?(pulse|prog\w*|write|set|reset|app\w*|gate|g|gs|p|pgm|in|b|ds|d|1|2|be|te|pp|max)?([^a-z]|$)|电压|電圧|전압|振幅/i;
const TIME =
  /time|zeit|temps|tiempo|tempo|时间|時間|시간|elapsed|seconds|sekunden|stamp|(^|[^a-z])(t|date|datum|uhrzeit|clock)([^a-z]|$)/i;
const DIRECTION =
  /^(dir|direction|polarity|sign|type|mode|operation|op|phase|richtung|polarität|sens|sentido|dirección|pulse[ _]?(type|direction|polarity|sign)|(up|ltp|set)[ _]?[/|][ _]?(down|ltd|reset)|action|event|state|方向|極性|极性)$/i;
const CONDUCTANCE = /conduct|leitw|leitf|kondukt|电导|コンダクタンス|전도|weight|synaptic|psc|epsc/i;
const RESISTANCE = /resist|widerst|résist|电阻|抵抗|저항/i;
const CURRENT = /curr|strom|courant|corriente|corrente|电流|電流|전류/i;
const PULSE = /puls|impuls|pulso|脉冲|パルス|펄스|spike|shot|stimul/i;
const COUNTER =
  /^(#|n|no\.?|nr\.?|i|x|k|idx|index|step|points?|pts?|num(ber)?|count(er)?|samples?|measurements?|messung|readings?|row|zeile|id|seq(uence)?|order|trial|entry|record|lfd\.? ?nr\.?|序号|番号|번호)([ _-]?(#|no\.?|nr\.?|num(ber)?|index|idx|count|id|n))?$/i;
const CYCLE =
  /cycle|(^|[^a-z])(cyc|run|loop|round|train|epoch|block|segment|sweep|rep|repeat|repetition|iteration)s?([^a-z]|$)|repeat|zykl|ciclo|循环|サイクル|사이클/i;
const DEVICE =
  /device|(^|[^a-z])(dev|dut|die|cell|chip|bauteil|wafer|wl|bl|synapse|junction)([^a-z]|$)|wordline|bitline|器件|素子|소자/i;

/** Undefined for a name that says nothing, or none. */
export function namedRole(name: string): NamedRole | undefined {
  const base = nameWithoutUnit(name);
  const found = (role: Role, isWeak = false): NamedRole => ({ role, isWeak });
  if (base === '') return undefined;
  if (DEVIATION.test(base)) return found('standard deviation');
  if (FIT.test(base)) return found('fitted copy');
  if (WIDTH.test(base)) return found('width');
  if (DIRECTION.test(base)) return found('direction', true);
  if (CONDUCTANCE.test(base)) return found('conductance');
  if (RESISTANCE.test(base)) return found('resistance');
  if (CURRENT.test(base)) return found('current');
  if (READ_VOLTAGE.test(base)) return found('read voltage');
  if (AMPLITUDE.test(base) && !/^v\d*$/.test(base)) return found('amplitude');
  if (base === 'I') return found('current');
  if (PULSE.test(base)) return found('pulse number', !/num|no\.?$|#|count|index/i.test(base));
  if (COUNTER.test(base)) return found('pulse number', true);
  if (TIME.test(base)) return found('time', /^t$/i.test(base));
  if (CYCLE.test(base)) return found('cycle', true);
  if (DEVICE.test(base)) return found('device', true);
  if (
    /^G(_?[a-z0-9]{0,6})?([ _](ltp|ltd|set|reset|up|down|pot\w*|dep\w*|mean|avg|norm\w*|\d+))*$/i.test(base)
  )
    return found('conductance');
  if (/^I(_?[a-z0-9]{0,6})?([ _](ltp|ltd|set|reset|up|down|pot\w*|dep\w*|mean|avg|\d+))*$/.test(base))
    return found('current');
  if (
    /^R_?(on|off|read|mem|d|ds|m|ltp|ltd|mean|avg|\d+)?([ _](ltp|ltd|set|reset|up|down|pot\w*|dep\w*|mean|avg|\d+))*$/.test(
      base,
    )
  )
    return found('resistance', true);
  return namedDirection(base) === undefined ? undefined : found('conductance', true);
}

/** Names of the two states of a device that is switched, not moved pulse by pulse. */
export function namesState(name: string): 'low' | 'high' | undefined {
  const base = nameWithoutUnit(name).replace(/[_-]/g, ' ');
  if (/(^|[^a-z])(hrs|roff|[rgi] ?off|off|high resistance state|r ?high|erased)([^a-z]|$)/i.test(base))
    return 'high';
  if (/(^|[^a-z])(lrs|ron|[rgi] ?on|on|low resistance state|r ?low)([^a-z]|$)/i.test(base)) return 'low';
  return undefined;
}
