import type { Trend, Variation } from '../release/types';

/** Signs differ in outline and in what is inside, not only in colour; words always stand beside them. */
const SIGN: Readonly<Record<string, { tone: string; ground: string; mark: string }>> = {
  good: { tone: 'good', ground: 'M12 2a10 10 0 1 1 0 20a10 10 0 0 1 0-20Z', mark: 'M7 12.5l3.5 3.5L17 8.5' },
  bad: { tone: 'bad', ground: 'M12 1l11 11l-11 11L1 12Z', mark: 'M12 6.5v7M12 17v.2' },
  up: { tone: 'plain', ground: 'M12 2L23 21H1Z', mark: 'M12 17V10M9 13l3-3l3 3' },
  down: { tone: 'plain', ground: 'M12 22L1 3H23Z', mark: 'M12 7v7M9 11l3 3l3-3' },
  same: { tone: 'plain', ground: 'M4 3h16v18H4Z', mark: 'M8 10h8M8 14.5h8' },
  unknown: { tone: 'unknown', ground: 'M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18Z', mark: 'M8.5 12h.2M12 12h.2M15.5 12h.2' },
};

const OF_TREND: Readonly<Record<Trend, string>> = { better: 'good', worse: 'bad', rising: 'up', falling: 'down', no_change: 'same', too_few: 'unknown' };
const OF_VARIATION: Readonly<Record<Variation, string>> = {
  improvement: 'good', concern: 'bad', neutral_high: 'up', neutral_low: 'down', common_cause: 'same', not_assessed: 'unknown',
};

function Sign({ kind }: { kind: string }) {
  const sign = SIGN[kind] as { tone: string; ground: string; mark: string };
  return (
    <svg class={`sign ${sign.tone}`} viewBox="0 0 24 24" aria-hidden="true">
      <path class="ground" d={sign.ground} />
      <path class="mark" d={sign.mark} />
    </svg>
  );
}

export function TrendSign({ trend }: { trend: Trend }) {
  return <Sign kind={OF_TREND[trend]} />;
}

export function VariationSign({ variation }: { variation: Variation }) {
  return <Sign kind={OF_VARIATION[variation]} />;
}

export function ToneSign({ tone }: { tone: 'good' | 'bad' | 'same' | 'unknown' | 'up' | 'down' }) {
  return <Sign kind={tone} />;
}
