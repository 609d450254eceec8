import { hashText } from './campaign/hash';
import { isOddMake } from './campaign/make';
import { type CampaignBatch, Messages } from './campaign/messages';
import { profilesOf } from './campaign/profiles';
import { groupSubjects } from './campaign/templates';
import { type CampaignVerdict, judgeGroup } from './campaign/verdict';

export type { CampaignBatch } from './campaign/messages';

export interface CampaignOptions {
  /** Least Jaccard similarity, 0 to 1, of the templates of two subjects of one group. */
  readonly similarity: number;
  /** Least messages of a group. */
  readonly least: number;
  /** Up to so many templates every pair is compared. */
  readonly exactUpTo?: number;
}

/** One group of messages. */
export interface Campaign {
  readonly id: string;
  readonly template: string;
  readonly verdict: CampaignVerdict;
  readonly score: number;
  readonly size: number;
  readonly senders: number;
  readonly sources: number;
  readonly recipients: number;
  readonly reasons: readonly string[];
}

export interface GroupedMessages {
  /** Of each row in order of arrival the number of its campaign, -1 for none. */
  readonly groups: Int32Array;
  readonly campaigns: readonly Campaign[];
}

/** Group of each message, and what the groups are called. */
interface Groups {
  readonly of: Int32Array;
  readonly names: readonly { readonly template: string; readonly isByMake: boolean }[];
}

/**
 * Notices messages that are copies of one template, and whether unrelated senders send them.
 * It matters because a bot writes another subject into every message: equal subjects find nothing.
 * It is wrong about templates that hold next to no fixed word, and about honest services that all write the same sentence.
 * It needs subjects; program, Message-ID, HELO, sources and senders sharpen it. Rows may come in any order.
 * It keeps 40 bytes a message, 4 a recipient, about 600 for each different subject, and 4 MiB for the words.
 */
export class Campaigns {
  readonly #options: CampaignOptions;
  readonly #messages = new Messages();

  constructor(options: CampaignOptions) {
    this.#options = options;
  }

  /** Keeps the rows of one batch. */
  add(batch: CampaignBatch): void {
    this.#messages.add(batch);
  }

  /** The groups of at least as many messages as asked for, and each row's. */
  finish(): GroupedMessages {
    const kept = this.#keepLarge(this.#groups());
    const campaigns = profilesOf(this.#messages, kept.of, kept.names).map((profile): Campaign => {
      const { template, messages, senders, sources, recipients } = profile;
      return {
        id: `c${hex(hashText(template, 11))}${hex(hashText(template, 12))}`,
        template,
        size: messages,
        senders: senders.distinct,
        sources: sources.distinct,
        recipients,
        ...judgeGroup(profile),
      };
    });
    return { groups: kept.of, campaigns };
  }

  /** By subject where that gives a group that is large enough, else by odd marks of the program. */
  #groups(): Groups {
    const { shapes, shapeOf, makes, makeOf, length } = this.#messages;
    const messages = countEach(shapes.length, length, (row) => shapeOf.get(row));
    const subjects = groupSubjects(shapes, messages, this.#options);
    const bySubject = Int32Array.from({ length }, (_, row) => {
      const shape = shapeOf.get(row);
      return shape < 0 ? -1 : subjects.groupOfShape[shape]!;
    });
    const sizes = countEach(subjects.templates.length, length, (row) => bySubject[row]!);
    const isOdd = makes.texts.map(isOddMake);
    return {
      of: bySubject.map((group, row) => {
        if (group >= 0 && sizes[group]! >= this.#options.least) return group;
        const make = makeOf.get(row);
        return make >= 0 && isOdd[make] ? subjects.templates.length + make : -1;
      }),
      names: [
        ...subjects.templates.map((template) => ({ template, isByMake: false })),
        ...makes.texts.map((template) => ({ template, isByMake: true })),
      ],
    };
  }

  /** Leaves out the groups of too few messages and numbers the others anew. */
  #keepLarge({ of, names }: Groups): Groups {
    const sizes = countEach(names.length, of.length, (row) => of[row]!);
    const kept = names
      .map((name, group) => ({ name, group }))
      .filter(({ group }) => this.#isLarge(sizes[group]!));
    const numbers = new Int32Array(names.length).fill(-1);
    for (const [number, { group }] of kept.entries()) numbers[group] = number;
    return { of: of.map((group) => (group < 0 ? -1 : numbers[group]!)), names: kept.map(({ name }) => name) };
  }

  #isLarge(size: number): boolean {
    return size > 0 && size >= this.#options.least;
  }
}

function countEach(values: number, rows: number, numberOf: (row: number) => number): Int32Array {
  const counts = new Int32Array(values);
  for (let row = 0; row < rows; row++) {
    const value = numberOf(row);
    if (value >= 0) counts[value]!++;
  }
  return counts;
}

const hex = (hash: number): string => hash.toString(16).padStart(8, '0');
