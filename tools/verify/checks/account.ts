import { type Check, failed, note, ok } from '../check';

interface Context {
  readonly username?: string;
  readonly roles?: readonly string[];
  readonly capabilities?: readonly string[];
}

/** What an account needs, or is better with (docs/roles.md). */
const CAPABILITIES: Readonly<Record<string, { readonly isNeeded: boolean; readonly without: string }>> = {
  search: { isNeeded: true, without: 'no search can be run' },
  schedule_search: { isNeeded: false, without: 'alerts cannot be turned on by this account' },
  admin_all_objects: {
    isNeeded: false,
    without: 'what this account may not see or write is not checked: run it once as an administrator',
  },
};

/** Who asks, and what that account may do. */
export const ACCOUNT: Check = {
  name: 'account',
  title: 'Account',
  isBase: true,
  async run({ splunk }) {
    const { content = {} } = (await splunk.list('authentication/current-context'))[0] ?? {};
    const { username = '', roles = [], capabilities = [] } = content as Context;
    const lacking = Object.entries(CAPABILITIES).filter(([name]) => !capabilities.includes(name));
    return [
      ok('roles', `${username} has ${roles.join(', ') || 'no role'}`),
      ...lacking.map(([name, { isNeeded, without }]) =>
        isNeeded
          ? failed(name, `the account has not this capability: ${without}`, 'give it a role that has it')
          : note(name, `the account has not this capability: ${without}`),
      ),
    ];
  },
};
