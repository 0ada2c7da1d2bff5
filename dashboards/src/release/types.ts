// The files of a release as schemas/release/*.schema.json describe them. Field documentation is there.

export type State =
  | 'reported' | 'provisional' | 'suppressed' | 'not_submitted'
  | 'too_few' | 'not_applicable' | 'failed_validation' | 'withheld';
export type Comparison = 'better' | 'worse' | 'higher' | 'lower' | 'similar' | 'not_compared';
export type Variation = 'improvement' | 'concern' | 'neutral_high' | 'neutral_low' | 'common_cause' | 'not_assessed';
export type Assurance = 'pass' | 'fail' | 'hit_and_miss' | 'no_target';
export type Trend = 'better' | 'worse' | 'rising' | 'falling' | 'no_change' | 'too_few';
export type Verdict = 'good' | 'care' | 'withheld';
export type Step = 'day' | 'week' | 'month' | 'quarter' | 'year';
export type GroupBy = 'sex' | 'age_band' | 'ethnicity' | 'deprivation_quintile';
export type Numbers = readonly (number | null)[];

export interface FileEntry { path: string; bytes: number; sha256: string; rows: number | null; description: string }
export interface Manifest {
  schemaVersion: string;
  release: string;
  title: string;
  purpose?: string;
  month: string;
  asOf: string | null;
  receivedThrough: string | null;
  pipeline: { version: string; commit: string | null };
  licence: { name: string; url: string | null };
  partners: readonly { partner: string; name: string }[];
  example: boolean;
  files: readonly FileEntry[];
}

export interface Level { level: string; name: string; plural: string; geometry: boolean }
export interface Area {
  code: string;
  slug: string;
  name: string;
  alternativeNames: readonly string[];
  level: string;
  parent: string | null;
  population: number | null;
  deprivationQuintile: number | null;
  validFrom: string | null;
  validTo: string | null;
  text?: string;
}
export interface Areas { levels: readonly Level[]; areas: readonly Area[] }

export interface Indicator {
  id: string;
  slug: string;
  version: string;
  name: string;
  plainName: string;
  theme: string;
  sentence: string;
  rationale: string;
  numeratorText: string;
  denominatorText: string | null;
  unit: 'percent' | 'per_1000' | 'per_10000' | 'per_100000' | 'count' | 'days' | 'ratio';
  unitText: string;
  multiplier: number;
  decimals: number;
  polarity: 'low-is-good' | 'high-is-good' | 'neutral';
  method: string;
  methodText: string;
  formula: string;
  step: Step;
  window: string;
  windowText: string;
  serialInterval: { mean: number; sd: number; source: string } | null;
  levels: readonly string[];
  groups: readonly GroupBy[];
  target: number | null;
  suppression: { threshold: number | null; text: string };
  quality: string | null;
  sources: readonly { contract: string; name: string; partners: readonly string[]; licence: string | null }[];
  caveats: readonly string[];
  owner: string | null;
  purpose: string;
  changes: readonly { version: string; text: string }[];
  dataThrough: string | null;
  vintage: string | null;
}
export interface Indicators {
  themes: readonly { theme: string; name: string }[];
  indicators: readonly Indicator[];
}

export interface Spc {
  mean: Numbers;
  lower: Numbers;
  upper: Numbers;
  point: readonly (Variation | null)[];
  variation: Variation;
  assurance: Assurance;
}
export interface DataQuality {
  verdict: Verdict;
  completeness: number | null;
  timeliness: number | null;
  acceptance: number | null;
  denominatorMonths: number | null;
  flow: 'holds' | 'fails' | 'unknown' | null;
}
export interface Series {
  indicator: string;
  version: string;
  start: string;
  step: Step;
  latest: number | null;
  value: Numbers;
  lower95: Numbers;
  upper95: Numbers;
  lower998: Numbers;
  upper998: Numbers;
  numerator?: Numbers;
  /** Of a rate of residents, the day they were counted for, as runs: day or null, how many periods. */
  denominatorDate?: readonly (readonly [string | null, number])[];
  denominator?: Numbers;
  state: readonly (readonly [State, number])[];
  quality: DataQuality | null;
  care: readonly number[];
  /** Periods in which new boundaries begin. */
  breaks?: readonly number[];
  ranges?: readonly { index: number; of: 'value' | 'numerator' | 'denominator'; low: number; high: number }[];
  parentValue?: Numbers;
  comparison?: { place: string; comparison95: Comparison; comparison998: Comparison };
  spc?: Spc;
  trend: Trend;
  text: { title: string; summary: string; comparison?: string; trend?: string; spc?: string; growth?: string; reproduction?: string; quality?: string; note?: string };
}
export interface AreaFile { place: string; slug: string; series: readonly Series[] }

export interface Estimate {
  state: State;
  value: number | null;
  lower95: number | null;
  upper95: number | null;
  lower998: number | null;
  upper998: number | null;
  numerator: number | null;
  denominator: number | null;
  quality: Verdict | null;
}
export interface Measure { value: number; lower95: number | null; upper95: number | null }
/** Positive, or a ratio above one, means that the worse-off group is worse off. */
export interface Inequality {
  ordered: boolean;
  worse: string;
  better: string;
  gap: Measure | null;
  ratio: Measure | null;
  slopeIndex: Measure | null;
  relativeIndex: Measure | null;
  concentration: Measure | null;
  disparity: Measure | null;
  obstacle: string | null;
  unknown: { low: number; high: number } | null;
  text: string;
}
export interface Breakdown {
  groupBy: GroupBy;
  groups: readonly (Estimate & { group: string; name: string })[];
  inequality: Inequality | null;
  unknownShare: number | null;
  text: { title: string; summary: string };
}
export interface IndicatorGroups { indicator: string; periodStart: string; periodEnd: string; breakdowns: readonly Breakdown[] }
export interface GroupsFile { place: string; slug: string; indicators: readonly IndicatorGroups[] }

export interface PlaceEstimate extends Estimate {
  place: string;
  comparison95: Comparison;
  comparison998: Comparison;
  rankLow?: number | null;
  rankHigh?: number | null;
  variation: Variation;
  bin: number | null;
}
export interface LatestLevel {
  level: string;
  periodStart: string;
  periodEnd: string;
  breaks: readonly number[];
  places: readonly PlaceEstimate[];
  text: { title: string; summary: string };
}
export interface LatestFile { indicator: string; version: string; levels: readonly LatestLevel[] }

export interface Episode {
  id: string;
  indicator: string;
  place: string;
  step: Step;
  direction: 'high' | 'low';
  first: string;
  last: string;
  status: 'new' | 'ongoing' | 'ended';
  text: string;
  detectors: readonly {
    detector: string;
    date: string;
    state: State;
    observed: number | null;
    expected: number | null;
    threshold: number | null;
    score: number | null;
    pValue: number | null;
    qValue: number | null;
    treeQValue: number | null;
    version: string;
    baseline: { first: string; last: string; counts: number } | null;
  }[];
  standsOut: boolean | null;
  peak: string | null;
  excess: number | null;
  drivers: readonly string[];
  around: { start: string; observed: Numbers; expected: Numbers; threshold: Numbers } | null;
}
export interface Cluster {
  indicator: string;
  step: Step;
  centre: string;
  places: readonly string[];
  radius: number;
  first: string;
  last: string;
  state: State;
  observed: number | null;
  expected: number | null;
  relativeRisk: number | null;
  pValue: number | null;
  recurrenceDays: number | null;
  text: string;
}
export interface Nowcast {
  indicator: string;
  place: string;
  step: Step;
  dates: readonly string[];
  observed: readonly number[];
  estimate: readonly number[];
  lower50: readonly number[];
  upper50: readonly number[];
  lower95: readonly number[];
  upper95: readonly number[];
  text: string;
}
export interface Reproduction {
  indicator: string;
  place: string;
  first: string;
  last: string;
  mean: number;
  lower95: number;
  upper95: number;
  course: { start: string; mean: Numbers; lower95: Numbers; upper95: Numbers };
  text: string;
}
export interface Signals {
  text: string;
  through: string | null;
  testedSeries: number;
  expectedFalse: number | null;
  falseDiscoveryRate: number;
  detectors: readonly { detector: string; name: string; alpha: number | null; text: string }[];
  episodes: readonly Episode[];
  clusters: readonly Cluster[];
  nowcasts: readonly Nowcast[];
  reproduction: readonly Reproduction[];
  artefacts: readonly { indicator: string; place: string; step: Step; date: string; kind: string; text: string }[];
}

export interface Delivery {
  key: string;
  period: string | null;
  version: string | null;
  receivedAt: string;
  status: 'accepted' | 'refused' | 'superseded';
  reason: string | null;
  received: number;
  accepted: number;
  rejected: number;
  duplicate: number;
  ignored: number;
  findings: readonly { code: string; severity: 'error' | 'warning' | 'info'; column: string | null; count: number; text?: string }[];
}
export interface Feed {
  contract: string;
  name: string;
  cadence: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'irregular';
  dueDays: number | null;
  status: 'on_time' | 'late' | 'missing' | 'refused';
  lastPeriod: string | null;
  text: string;
  deliveries: readonly Delivery[];
}
export interface Quality {
  text: string;
  partners: readonly { partner: string; name: string; feeds: readonly Feed[] }[];
  indicators: readonly {
    indicator: string;
    partner: string;
    contract: string;
    verdict: 'good' | 'incomplete' | 'none';
    periodsExpected: number | null;
    periodsReceived: number | null;
    rejectedPercent: number | null;
    text: string;
  }[];
  checks: readonly { check: string; result: 'passed' | 'warned' | 'failed'; text: string }[];
}

export interface Changes {
  previous: string | null;
  previousRelease: string | null;
  text: string;
  added: readonly { indicator: string; text: string }[];
  removed: readonly { indicator: string; text: string }[];
  redefined: readonly { indicator: string; from: string; to: string; text: string }[];
  corrections: readonly { partner: string; contract: string; key: string; text: string }[];
  revisions: readonly {
    indicator: string;
    compared: number | null;
    changed: number | null;
    added: number;
    causes: readonly { cause: string; count: number }[];
    medianChange: number | null;
    largestChange: number | null;
    text: string;
  }[];
}

export interface Evaluation {
  measures: readonly { measure: string; name: string; text: string }[];
  benchmarks: readonly {
    benchmark: 'daily' | 'weekly';
    seed: number;
    replicates: number;
    scenarios: number;
    limit: string;
    methods: readonly {
      detector: string;
      name: string;
      worstFalsePositiveRate: number | null;
      values: Readonly<Record<string, { value: number | null; standardError: number | null }>>;
    }[];
  }[];
}

export interface PromisedAction {
  action: string;
  owner: string;
  commitment: string;
  story: string | null;
  due: string;
  status: 'planned' | 'under_way' | 'done' | 'stopped';
  updated: string | null;
  overdue: boolean;
  text: string;
  why?: string;
}
export interface ActionOutcome {
  indicator: string;
  place: string;
  offTrack: boolean;
  quality: Verdict | null;
  text: string;
  actions: readonly PromisedAction[];
}
export interface Actions { asAt: string; text: string; outcomes: readonly ActionOutcome[]; unlinked: readonly PromisedAction[] }

export interface PathwayStep {
  state: State;
  value: number | null;
  lower95: number | null;
  upper95: number | null;
  quality: Verdict | null;
  periodStart: string | null;
  periodEnd: string | null;
  benchmark: number | null;
  score: number | null;
}
export interface PathwayChain { stages: readonly PathwayStep[]; weakest: number | null; text: string }
export interface PathwayPlace extends PathwayChain {
  place: string;
  groups: readonly (PathwayChain & { groupBy: GroupBy; group: string; name: string })[];
}
export interface Pathway {
  pathway: string;
  version: string;
  name: string;
  sentence: string;
  rationale: string;
  source: string;
  stages: readonly { indicator: string | null; name: string; benchmark: string }[];
  places: readonly PathwayPlace[];
}

export type Position = readonly number[];
export interface Geo {
  type: 'FeatureCollection';
  attribution?: string;
  features: readonly {
    type: 'Feature';
    properties: { place: string };
    geometry:
      | { type: 'Polygon'; coordinates: readonly (readonly Position[])[] }
      | { type: 'MultiPolygon'; coordinates: readonly (readonly (readonly Position[])[])[] };
  }[];
}
