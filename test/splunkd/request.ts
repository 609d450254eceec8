/** splunkd's side of the wire, written from its recordings and sharing nothing with the code under test. */

type Cell = string | readonly string[] | undefined;
export type Row = Readonly<Record<string, Cell>>;

/** The bytes of one request. */
export function chunk(metadata: object, body: string | Buffer = ''): Buffer {
  const json = Buffer.from(JSON.stringify(metadata), 'utf8');
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(`chunked 1.0,${json.length},${bytes.length}\n`, 'ascii'), json, bytes]);
}

/** The first request of Splunk 8.2.1 for a search such as `… | command a=one b = "two"`. */
export function getinfo(rawArgs: readonly string[] = [], overrides: object = {}): Buffer {
  const args = rawArgs.map((raw) =>
    raw.replace(/"((?:[^"\\]|\\.)*)"/g, (_, text) => text.replace(/\\(["\\])/g, '$1')),
  );
  return chunk({
    action: 'getinfo',
    preview: false,
    streaming_command_will_restart: false,
    searchinfo: {
      args,
      raw_args: rawArgs,
      dispatch_dir: '/opt/splunk/var/run/splunk/dispatch/1629786023.114',
      sid: '1629786023.114',
      app: 'smtp_watch',
      owner: 'admin',
      username: 'admin',
      session_key: 'f2SG',
      splunkd_uri: 'https://127.0.0.1:8089',
      splunk_version: '8.2.1',
      search: 'search%20index%3Dmail',
      command: 'smtpspoof',
      maxresultrows: 50000,
      earliest_time: '0',
      latest_time: '0',
      ...overrides,
    },
  });
}

/** A request to execute. */
export function execute(isFinished: boolean, body: string | Buffer = ''): Buffer {
  return chunk({ action: 'execute', finished: isFinished }, body);
}

/** A body in splunkd's dialect: all fields, then all their `__mv_` twins, everything quoted but letters and digits. */
export function body(fields: readonly string[], rows: readonly Row[]): string {
  const header = [...fields, ...fields.map((field) => `__mv_${field}`)];
  const lines = rows.map((row) => [
    ...fields.map((field) => plain(row[field])),
    ...fields.map((field) => several(row[field])),
  ]);
  return [header, ...lines].map((cells) => `${cells.map(quote).join(',')}\n`).join('');
}

function plain(cell: Cell): string {
  return typeof cell === 'object' ? cell.join('\n') : (cell ?? '');
}

function several(cell: Cell): string {
  if (typeof cell !== 'object' || cell.length < 2) return '';
  return cell.map((value) => `$${value.split('$').join('$$')}$`).join(';');
}

function quote(text: string): string {
  return /^[A-Za-z0-9]*$/.test(text) ? text : `"${text.split('"').join('""')}"`;
}
