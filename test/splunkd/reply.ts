/** What splunkd would make of a reply: a second reader of the wire, as strict as it can be. */

export interface Reply {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

const GETINFO_KEYS = ['type', 'required_fields', 'finished', 'error', 'inspector'];
const EXECUTE_KEYS = ['inspector', 'finished', 'error'];

/** All replies in the bytes; throws unless they are nothing but whole frames. */
export function parseReplies(bytes: Buffer): Reply[] {
  const replies: Reply[] = [];
  for (let position = 0; position < bytes.length; ) {
    const lineEnd = bytes.indexOf(0x0a, position);
    const header = /^chunked 1\.0,(0|[1-9]\d*),(0|[1-9]\d*)$/.exec(
      bytes.toString('latin1', position, lineEnd),
    );
    if (lineEnd < 0 || header === null) throw new Error(`no frame header at byte ${position}`);
    const bodyStart = lineEnd + 1 + Number(header[1]);
    const end = bodyStart + Number(header[2]);
    if (end > bytes.length) throw new Error(`frame at byte ${position} ends behind the data`);
    const metadata = JSON.parse(bytes.toString('utf8', lineEnd + 1, bodyStart));
    checkMetadata(metadata, replies.length === 0, Number(header[2]));
    replies.push({ metadata, body: bytes.subarray(bodyStart, end) });
    position = end;
  }
  return replies;
}

function checkMetadata(metadata: Record<string, unknown>, isFirst: boolean, bodyBytes: number): void {
  const known = isFirst ? GETINFO_KEYS : EXECUTE_KEYS;
  const unknown = Object.keys(metadata).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new Error(`reply has unknown keys ${unknown}`);
  if (isFirst && bodyBytes !== 0) throw new Error('reply to getinfo has a body');
  if (!isFirst && typeof metadata['finished'] !== 'boolean') throw new Error('reply without finished');
  if ('error' in metadata && /\n/.test(String(metadata['error'])))
    throw new Error('error of more than one line');
  const { messages = [] } = (metadata['inspector'] ?? {}) as { messages?: [string, string][] };
  for (const [level] of messages) {
    if (!['DEBUG', 'INFO', 'WARN', 'ERROR'].includes(level)) throw new Error(`message of level ${level}`);
  }
  if (new Set(messages.map(([, text]) => text)).size < messages.length)
    throw new Error('message given twice');
}

/** The cells of a body by RFC 4180, header first; throws when a row is wider or narrower than the header. */
export function parseCsv(bytes: Buffer): string[][] {
  const text = bytes.toString('utf8');
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const match = cell.exec(text);
    if (match === null) throw new Error(`no cell at ${JSON.stringify(text.slice(at, at + 40))}`);
    row.push(match[1]?.split('""').join('"') ?? match[2]!);
    if (match[3] === ',') {
      if (cell.lastIndex === text.length) row.push('');
      else continue;
    }
    rows.push(row);
    row = [];
  }
  const ragged = rows.find(({ length }) => length !== rows[0]!.length);
  if (ragged !== undefined) throw new Error(`row of ${ragged.length} cells under ${rows[0]!.length} names`);
  return rows;
}

/** The rows of a body as objects of non-empty values, several values as lists; checks that both columns of a field agree. */
export function parseRows(bytes: Buffer): Record<string, string | string[]>[] {
  const [names = [], ...rows] = parseCsv(bytes);
  if (new Set(names).size < names.length) throw new Error(`a name twice in ${names}`);
  return rows.map((cells) => rowOf(new Map(names.map((name, column) => [name, cells[column]!]))));
}

function rowOf(cells: ReadonlyMap<string, string>): Record<string, string | string[]> {
  const row: Record<string, string | string[]> = {};
  for (const [name, text] of cells) {
    const code = cells.get(`__mv_${name}`) ?? '';
    if (name.startsWith('__mv_')) continue;
    if (code !== '') {
      row[name] = decode(code);
      if (row[name].join('\n') !== text) throw new Error(`${name} is ${text} and ${code}`);
    } else if (text !== '') row[name] = text;
  }
  return row;
}

/** The values of a `__mv_` cell, by the expression of Splunk's SDK. */
export function decode(code: string): string[] {
  return [...code.matchAll(/\$((?:\$\$|[^$])*)\$(?:;|$)/g)].map((match) => match[1]!.split('$$').join('$'));
}
