import type { Campaign } from '../detect/campaign';
import { serve } from '../protocol/stdio';
import { COMMANDS } from '../schema/commands';

serve({
  declaration: COMMANDS.smtpcampaign,
  load: ({ similarity, least }) => {
    const { Campaigns } = require('../detect/campaign') as typeof import('../detect/campaign');
    const messages = new Campaigns({ similarity: similarity / 100, least });
    return {
      type: 'events',
      add: (batch) => messages.add(batch),
      finish: () => {
        const { groups, campaigns } = messages.finish();
        const told = (value: (campaign: Campaign) => string | number | readonly string[]) => ({
          ids: groups,
          value: (group: number) => value(campaigns[group]!),
        });
        return {
          campaign_id: told(({ id }) => id),
          campaign_template: told(({ template }) => template),
          campaign_verdict: told(({ verdict }) => verdict),
          campaign_score: told(({ score }) => score),
          campaign_size: told(({ size }) => size),
          campaign_senders: told(({ senders }) => senders),
          campaign_sources: told(({ sources }) => sources),
          campaign_recipients: told(({ recipients }) => recipients),
          campaign_reasons: told(({ reasons }) => reasons),
        };
      },
    };
  },
});
