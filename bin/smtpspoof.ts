import { serve } from '../protocol/stdio';
import { COMMANDS } from '../schema/commands';

serve({
  declaration: COMMANDS.smtpspoof,
  check: ({ own_domains: domains, own_networks: networks }) => {
    if (domains.length === 0 && networks.length === 0) return [];
    const own =
      require('../detect/spoof/own-organisation') as typeof import('../detect/spoof/own-organisation');
    return own.faultsOfOwnOrganisation(domains, networks);
  },
  load: ({ own_domains: ownDomains, own_networks: ownNetworks }) => {
    const { Spoof } = require('../detect/spoof') as typeof import('../detect/spoof');
    const spoof = new Spoof({ ownDomains, ownNetworks });
    return {
      type: 'stateful',
      judge: (batch) => {
        const { scores, verdicts, reasons, addresses, domains, names } = spoof.judge(batch);
        return {
          spoof_score: scores,
          spoof_verdict: verdicts,
          spoof_reasons: reasons,
          from_address: addresses,
          from_domain: domains,
          from_name: names,
        };
      },
    };
  },
});
