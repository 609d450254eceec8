import { serve } from '../protocol/stdio';
import { COMMANDS } from '../schema/commands';

serve({
  declaration: COMMANDS.smtprelay,
  check: ({ own_domains: domains, own_networks: networks }) => {
    if (domains.length === 0 && networks.length === 0) return [];
    const own =
      require('../detect/spoof/own-organisation') as typeof import('../detect/spoof/own-organisation');
    return own.faultsOfOwnOrganisation(domains, networks);
  },
  load: ({ own_domains: ownDomains, own_networks: ownNetworks }) => {
    const { Relay } = require('../detect/relay') as typeof import('../detect/relay');
    const relay = new Relay({ ownDomains, ownNetworks });
    return {
      type: 'reporting',
      add: (batch) => relay.add(batch),
      finish: () => relay.summary().map((row) => ({ by: [], ...row })),
    };
  },
});
