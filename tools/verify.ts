import { join } from 'node:path';
import { ArgumentError, parseVerifyArguments, USAGE, type VerifyArguments } from './verify/arguments';
import { failed, type Target } from './verify/check';
import { type Checked, checksFor, runChecks } from './verify/checks';
import { type Agents, agentsFor } from './verify/http';
import { askPassword } from './verify/password';
import { formatJson, formatReport, hasFailed } from './verify/report';
import { readShipped } from './verify/shipped';
import { type Account, connect } from './verify/splunk';
import { SplunkError } from './verify/splunk-error';

const ROOT = join(__dirname, '..');
const NOT_STARTED = 2;

type Secret = Account['secret'];

async function secretOf({ user }: VerifyArguments, env: NodeJS.ProcessEnv): Promise<Secret> {
  const { SPLUNK_TOKEN: token, SPLUNK_PASSWORD: password } = env;
  if (token) return { token };
  return { password: password || (await askPassword(user)) };
}

function webOf({ web, user }: VerifyArguments, agents: Agents, secret: Secret): Pick<Target, 'web'> {
  if (web === undefined) return {};
  return {
    web: { url: web, agents, ...('password' in secret && { logIn: { user, password: secret.password } }) },
  };
}

function notReached({ host }: URL, { message }: SplunkError): readonly Checked[] {
  const advice =
    'see --url (the management port, 8089, not that of Splunk Web), --user, and SPLUNK_PASSWORD or SPLUNK_TOKEN';
  return [{ check: { name: 'connection', title: 'Connection' }, findings: [failed(host, message, advice)] }];
}

/** Runs the checks that were asked for; where the server or the account cannot be reached, that is the one finding. */
export async function verify(
  args: VerifyArguments,
  secret: Secret,
  onStart: (title: string) => void,
): Promise<readonly Checked[]> {
  const agents = agentsFor(args);
  try {
    const splunk = await connect({ ...args, secret }, agents).catch((error: unknown) => {
      if (error instanceof SplunkError) return error;
      throw error;
    });
    if (splunk instanceof SplunkError) return notReached(args.url, splunk);
    const { earliest, latest, only } = args;
    const target: Target = {
      splunk,
      shipped: readShipped(ROOT),
      range: { earliest, latest },
      ...webOf(args, agents, secret),
    };
    return await runChecks(checksFor(only), target, ({ title }) => onStart(title));
  } finally {
    agents.http.destroy();
    agents.https.destroy();
  }
}

async function run(args: VerifyArguments): Promise<void> {
  const secret = await secretOf(args, process.env);
  const onStart = (title: string): void => {
    if (process.stderr.isTTY) process.stderr.write(`\x1b[K${title} …\r`);
  };
  const checked = await verify(args, secret, onStart);
  if (process.stderr.isTTY) process.stderr.write('\x1b[K');
  console.log(args.isJson ? formatJson(checked) : formatReport(checked, args.isLong));
  if (hasFailed(checked)) process.exitCode = 1;
}

async function main(): Promise<void> {
  try {
    const args = parseVerifyArguments(process.argv.slice(2), Boolean(process.env['SPLUNK_TOKEN']));
    if (args) await run(args);
    else console.log(USAGE);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    if (error instanceof ArgumentError) console.error('see --help');
    process.exitCode = NOT_STARTED;
  }
}

if (require.main === module) void main();
