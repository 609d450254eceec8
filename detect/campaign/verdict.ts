import type { TallyRow } from './tally';

/** What is known of one group of messages once all are counted. */
export interface GroupProfile {
  readonly messages: number;
  readonly subjects: number;
  readonly isByMake: boolean;
  readonly template: string;
  readonly automatic: number;
  readonly replies: number;
  readonly sources: TallyRow;
  /** Sources that send next to nothing else. */
  readonly exclusiveSources: number;
  readonly senders: TallyRow;
  readonly domains: TallyRow;
  readonly makes: TallyRow;
  readonly sizes: TallyRow;
  readonly recipients: number;
}

export type CampaignVerdict = 'automatic' | 'bulk' | 'campaign' | 'conversation' | 'group';

export interface CampaignJudgement {
  readonly score: number;
  readonly verdict: CampaignVerdict;
  readonly reasons: readonly string[];
}

/** Half of a group tells what it is: mixed groups are not rare, because short templates fit much. */
const HALF = 0.5;
/** One source or sender domain behind so much of a group makes it a mailer's. */
const MAILER_SHARE = 0.8;
/** A campaign out of so few places would be one mailer with spares. */
const LEAST_SOURCES = 5;
/** Hosts of a botnet send nothing else to this site; servers of business partners do. */
const EXCLUSIVE_SHARE = 0.6;
const CAMPAIGN_SCORE = 65;

interface Reason {
  readonly code: string;
  readonly points: (group: GroupProfile) => number;
  readonly sentence: (group: GroupProfile) => string;
}

/** The signs in the order they are shown, each with its most points; together 100. */
const REASONS: readonly Reason[] = [
  {
    code: 'many_sources',
    points: ({ sources, messages }) => 25 * Math.min(1, sources.distinct / messages / 0.7),
    sentence: ({ sources, messages }) => `${messages} messages came from ${sources.distinct} sources`,
  },
  {
    code: 'many_domains',
    points: ({ domains, messages }) => 20 * Math.min(1, domains.distinct / messages / 0.5),
    sentence: ({ domains, senders }) =>
      `${senders.distinct} senders of ${domains.distinct} unrelated domains`,
  },
  {
    code: 'nothing_else',
    points: (group) => 20 * exclusiveShare(group),
    sentence: ({ sources, exclusiveSources }) =>
      `${exclusiveSources} of ${sources.distinct} sources sent nothing else`,
  },
  {
    code: 'one_make',
    points: ({ makes }) => (makes.known >= LEAST_SOURCES && shareOfMost(makes) >= 0.7 ? 15 : 0),
    sentence: ({ makes }) => `${makes.most} of ${makes.known} were made by programs with the same marks`,
  },
  {
    code: 'varied_words',
    points: ({ subjects, isByMake }) => (subjects > 1 || isByMake ? 10 : 0),
    sentence: ({ subjects }) => `${subjects} subjects of one template`,
  },
  {
    code: 'even_size',
    points: ({ sizes }) => (sizes.known >= LEAST_SOURCES && shareOfMost(sizes) >= 0.8 ? 3 : 0),
    sentence: ({ sizes }) => `${sizes.most} of ${sizes.known} are about equally long`,
  },
  {
    code: 'large',
    points: ({ messages }) => Math.min(7, 2 * Math.log2(messages / LEAST_SOURCES)),
    sentence: ({ messages, recipients }) => `${messages} messages to ${recipients} recipients`,
  },
];

/** Says what a group of messages is, and why. */
export function judgeGroup(group: GroupProfile): CampaignJudgement {
  const told = REASONS.map((reason) => ({ reason, points: reason.points(group) })).filter(
    ({ points }) => points >= 1,
  );
  const score = Math.round(told.reduce((sum, { points }) => sum + points, 0));
  const verdict = verdictOf(group, score);
  const template = group.isByMake ? 'marks' : 'template';
  return {
    score: verdict === 'campaign' || verdict === 'group' ? score : 0,
    verdict,
    reasons: [
      `${template}: ${group.template}`,
      ...told.map(({ reason }) => `${reason.code}: ${reason.sentence(group)}`),
    ],
  };
}

function verdictOf(group: GroupProfile, score: number): CampaignVerdict {
  const { messages, automatic, replies, sources, domains } = group;
  if (automatic >= HALF * messages) return 'automatic';
  if (replies >= HALF * messages) return 'conversation';
  if (Math.max(sources.most, domains.most) >= MAILER_SHARE * messages) return 'bulk';
  const isSpread = Math.min(sources.distinct, domains.distinct) >= LEAST_SOURCES;
  return isSpread && exclusiveShare(group) >= EXCLUSIVE_SHARE && score >= CAMPAIGN_SCORE
    ? 'campaign'
    : 'group';
}

const exclusiveShare = ({ sources, exclusiveSources }: GroupProfile): number =>
  sources.distinct === 0 ? 0 : exclusiveSources / sources.distinct;

const shareOfMost = ({ most, known }: TallyRow): number => (known === 0 ? 0 : most / known);
