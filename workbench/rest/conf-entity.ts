import type { AppConf } from '../conf/app';
import { isKnownSetting } from '../conf/known-settings';
import type { Stanza } from '../conf/parse';
import type { Call } from './call';
import { RestError } from './reply';

/** One kind of object that is kept as stanzas of a conf file, and how REST shows it. */
export interface ConfEntity {
  /** The path of its collection, which links begin with. */
  readonly collection: string;
  /** The conf file, without `.conf`. */
  readonly file: 'macros' | 'savedsearches';
  /** Arguments that a new object needs besides its name. */
  readonly required: readonly string[];
  /** What is shown of an object. */
  content(stanza: Stanza, app: AppConf): Readonly<Record<string, unknown>>;
  /** What the arguments of a request set; those that REST names in another way than the file among them. */
  settings(args: ReadonlyMap<string, string>, old: Stanza | undefined): ReadonlyMap<string, string>;
  /** What is said when there is an object of that name already. */
  taken(name: string): string;
  readonly links?: readonly string[];
}

/** Arguments of every endpoint that are no settings. */
const OTHER_ARGUMENTS = ['name', 'output_mode'];

/** The settings that the arguments mean. Throws RestError 400 naming all others. */
export function givenSettings(
  { args }: Call,
  entity: ConfEntity,
  old: Stanza | undefined,
): ReadonlyMap<string, string> {
  const given = new Map([...args].filter(([key]) => !OTHER_ARGUMENTS.includes(key)));
  const settings = entity.settings(given, old);
  const unknown = [...settings.keys()].filter((key) => !isKnownSetting(entity.file, key));
  if (unknown.length === 0) return settings;
  const faults = unknown.map((key) => `Argument "${key}" is not supported by this handler.`);
  throw new RestError(400, faults.join(' '), 'ERROR');
}

/** The name of a new object. Throws RestError 400 for none, for one that Splunk means otherwise, and when others are missing. */
export function newName({ args }: Call, { required }: ConfEntity): string {
  const missing = ['name', ...required].filter((key) => !args.get(key));
  if (missing.length > 0) {
    const names = missing.join(', ');
    throw new RestError(400, `The following required arguments are missing: ${names}.`, 'ERROR');
  }
  const name = args.get('name') ?? '';
  if (name !== 'default' && !name.startsWith('_new') && !/\p{Cc}/u.test(name)) return name;
  const found = JSON.stringify(name);
  throw new RestError(400, `name is ${found}, expected one line of text other than "default"`, 'ERROR');
}
