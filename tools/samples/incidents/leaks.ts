import { SECOND } from '../calendar';
import type { Person } from '../company/people';
import { deskOf, fileName, submit, writtenBy } from '../letters';
import { attachment, bodyParts } from '../mail/message';
import type { Draws } from '../random';
import { amountOf, victimOf, type World } from '../world';
import type { Incident } from './incident';
import { freeMailbox } from './strangers';

/** How files leave the company. */
interface Leak {
  readonly technique: string;
  readonly hours: Incident['hours'];
  readonly files: (
    world: World,
    draws: Draws,
  ) => {
    readonly count: number;
    readonly bytes: number;
    readonly extension: string;
  };
  /** The mailbox they go to. */
  readonly to: (world: World, draws: Draws, person: Person) => string;
}

const LEAKS: Readonly<Record<string, Leak>> = {
  exfil_volume: {
    technique: 'many large archives to a free mailbox',
    hours: [9, 16],
    files: (world, draws) => ({
      count: amountOf(world, draws, 8, 25),
      bytes: draws.between(3_000_000, 12_000_000),
      extension: 'zip',
    }),
    to: freeMailbox,
  },
  exfil_off_hours: {
    technique: 'files to a free mailbox at night',
    hours: [0, 4],
    files: (world, draws) => ({
      count: amountOf(world, draws, 4, 10),
      bytes: draws.between(900_000, 4_000_000),
      extension: '7z',
    }),
    to: freeMailbox,
  },
  exfil_new_mailbox: {
    technique: 'work files to a mailbox of the same name at a free provider',
    hours: [15, 21],
    files: (world, draws) => ({
      count: amountOf(world, draws, 3, 8),
      bytes: draws.between(400_000, 2_500_000),
      extension: 'xlsx',
    }),
    to: ({ outside }, draws, { user }) => `${user}@${draws.one(outside.freeMail).name}`,
  },
  exfil_split: {
    technique: 'an archive in parts of one size',
    hours: [10, 18],
    files: (world, draws) => ({
      count: amountOf(world, draws, 6, 20),
      bytes: draws.between(1_000_000, 5_000_000),
      extension: '7z',
    }),
    to: freeMailbox,
  },
};

function leak(kind: string, { technique, hours, files, to }: Leak): Incident {
  return {
    hours,
    lasts: 2,
    plant(world, draws, start) {
      const person = victimOf(world, draws);
      const recipient = to(world, draws, person);
      const truth = world.truth.open({
        kind,
        technique,
        entity: person.address,
        entityType: 'user',
        others: [recipient],
      });
      const { count, bytes, extension } = files(world, draws);
      const stem = `archive_${draws.hex(4)}`;
      let time = start;
      for (let part = 1; part <= count; part++) {
        time += draws.between(30, 280) * SECOND;
        const isSplit = kind === 'exfil_split';
        const name = isSplit
          ? `${stem}.${extension}.${String(part).padStart(3, '0')}`
          : fileName(draws, extension);
        const size = isSplit ? bytes : Math.round(bytes * (0.5 + draws.unit()));
        const message = writtenBy(world, person, {
          time,
          recipients: [recipient],
          subject: draws.one(['files', 'fyi', 'as discussed', '', 'private']) || `${part}`,
          parts: [...bodyParts(draws, 40, 0), attachment(draws, extension, name, size)],
        });
        submit(world, person, message, { time, ...deskOf(person), truth });
      }
    },
  };
}

export const LEAK_INCIDENTS: Readonly<Record<string, Incident>> = Object.fromEntries(
  Object.entries(LEAKS).map(([kind, one]) => [kind, leak(kind, one)]),
);
