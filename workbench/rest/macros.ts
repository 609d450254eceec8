import type { Stanza } from '../conf/parse';
import type { ConfEntity } from './conf-entity';
import { confHandlers } from './conf-handlers';

/** The settings of a stanza as they are. */
export function plainContent({ settings }: Stanza): Readonly<Record<string, string>> {
  return Object.fromEntries([...settings].map(([key, { value }]) => [key, value]));
}

/** What Splunk says of a stanza that is there already. */
export function takenObject(name: string): string {
  return `An object with name=${name} already exists`;
}

function macros(collection: string): ConfEntity {
  return {
    collection,
    file: 'macros',
    required: [],
    content: plainContent,
    settings: (given) => given,
    taken: takenObject,
  };
}

/** The collections that macros are in, each with its handlers: clients of Splunk use one or the other. */
export const MACROS = ['configs/conf-macros', 'admin/macros', 'data/macros'].map((collection) => ({
  collection,
  handlers: confHandlers(macros(collection)),
}));
