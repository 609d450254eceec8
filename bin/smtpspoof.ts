import type { Judgement } from '../detect/spoof';
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
        const { from, froms, judgements } = spoof.judge(batch);
        const judged = (value: (judgement: Judgement) => string | number | readonly string[]) => ({
          ids: judgements,
          value: (number: number) => value(spoof.judgement(number)),
        });
        return {
          spoof_score: judged(({ score }) => score),
          spoof_verdict: judged(({ verdict }) => verdict),
          spoof_reasons: judged(({ reasons }) => reasons),
          from_address: { ids: froms, value: (id) => from(id)?.address },
          from_domain: { ids: froms, value: (id) => from(id)?.domain },
          from_name: { ids: froms, value: (id) => from(id)?.name },
        };
      },
    };
  },
});
