/** Reads the parts of a JSON value that has to be of a certain shape, and notes where it is not. */
export class JsonReader {
  readonly faults: string[] = [];

  /** Notes what is wrong at a path such as `objects[0].fieldName`. */
  fail(path: string, sentence: string): void {
    this.faults.push(`${path}: ${sentence}`);
  }

  /** The object at that path; one without keys when it is none. */
  object(value: unknown, path: string): Readonly<Record<string, unknown>> {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>;
    this.fail(path, `found ${shown(value)}, expected an object`);
    return {};
  }

  /** The list under a key; an empty one when there is none. */
  list(parent: Readonly<Record<string, unknown>>, key: string, path: string): readonly unknown[] {
    const value = parent[key];
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value;
    this.fail(pathTo(path, key), `found ${shown(value)}, expected a list`);
    return [];
  }

  /** The text under a key, empty when there has to be one and is none. */
  text(parent: Readonly<Record<string, unknown>>, key: string, path: string): string {
    const value = parent[key];
    if (typeof value === 'string' && value !== '') return value;
    this.fail(pathTo(path, key), `found ${shown(value)}, expected a text`);
    return '';
  }
}

/** The text under a key, undefined when there is no text. */
export function optionalText(parent: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = parent[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function pathTo(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  return value === '' ? 'an empty text' : JSON.stringify(value).slice(0, 60);
}

/** V8 names the place of a fault in JSON by its position or by the text around it. */
function lineOf(text: string, message: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  const around = /(?:\.\.\.)?"([\s\S]+?)"(?:\.\.\.)? is not valid JSON$/.exec(message)?.[1];
  const at = position === undefined ? text.indexOf(around ?? '\0') : Number(position);
  return at < 0 ? '' : ` from line ${text.slice(0, at).split('\n').length} on`;
}

/** The value of a JSON text, or a sentence that says where it is none. */
export function parseJson(text: string): { readonly value: unknown } | string {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return `found no JSON${lineOf(text, (error as Error).message)}`;
  }
}
