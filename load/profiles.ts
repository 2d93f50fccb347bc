import type { Options, Scenario } from 'k6/options';

/** Business transactions a second, all journeys together, over the course of a profile. */
interface Profile {
  /** What day it imitates. */
  imitates: string;
  stages: { rate: number; seconds: number }[];
}

const rate = Number(__ENV.RATE || 50);
const seconds = Number(__ENV.SECONDS || 30);

export const profiles: Record<string, Profile> = {
  smoke: { imitates: 'nobody in particular: does it work at all', stages: [{ rate: 10, seconds: 10 }] },
  steady: { imitates: 'a Tuesday in November', stages: [{ rate, seconds }] },
  'peak-day': {
    imitates: 'the 25th: statements are out and everybody looks',
    stages: [
      { rate, seconds: seconds / 4 },
      { rate: rate * 4, seconds: seconds / 2 },
      { rate, seconds: seconds / 4 },
    ],
  },
  ramp: {
    imitates: 'more and more, until the requirement breaks',
    stages: [1, 2, 4, 8, 16, 32].map((times) => ({ rate: rate * times, seconds: seconds / 6 })),
  },
};

/** How often each journey is made: of ten transactions six are declarations (assumption A-09). */
const journeys = { submit: 0.6, lookUp: 0.25, readStatement: 0.1, pay: 0.05 };

/** Arrivals do not wait for slow replies: an open model, as the public is. */
export function optionsFor(name: string): Options {
  const profile = profiles[name];
  if (profile === undefined) throw new Error(`there is no profile ${name}`);
  const isBreaking = name === 'ramp';
  return {
    scenarios: Object.fromEntries(
      Object.entries(journeys).map(([exec, share]) => [exec, arrivals(profile, exec, share)]),
    ),
    thresholds: {
      // SLR 1.4-1, in milliseconds.
      'http_req_duration{service_class:1}': [
        { threshold: 'p(98)<2000', abortOnFail: isBreaking, delayAbortEval: '5s' },
        { threshold: 'p(90)<500', abortOnFail: isBreaking, delayAbortEval: '5s' },
      ],
      checks: ['rate==1'],
    },
    summaryTrendStats: ['count', 'avg', 'min', 'med', 'p(90)', 'p(98)', 'p(99)', 'max'],
    discardResponseBodies: false,
  };
}

function arrivals(profile: Profile, exec: string, share: number): Scenario {
  return {
    executor: 'ramping-arrival-rate',
    exec,
    startRate: Math.round(profile.stages[0]!.rate * share * 60),
    timeUnit: '60s',
    preAllocatedVUs: 20,
    maxVUs: 400,
    stages: profile.stages.map((stage) => ({
      target: Math.round(stage.rate * share * 60),
      duration: `${stage.seconds}s`,
    })),
  };
}
