import { faultOfLookup, readLookup } from '../protocol/lookup-file';
import { serve } from '../protocol/stdio';
import { COMMANDS } from '../schema/commands';

serve({
  declaration: COMMANDS.smtpattachment,
  check: ({ extensions, media_types: mediaTypes }) =>
    [faultOfLookup('extensions', extensions), faultOfLookup('media_types', mediaTypes)].filter(
      (fault) => fault !== undefined,
    ),
  load: ({ extensions, media_types: mediaTypes }) => {
    const { Attachment } = require('../detect/attachment') as typeof import('../detect/attachment');
    const attachment = new Attachment({
      extensions: readLookup(extensions, ['extension', 'class', 'risk']),
      mediaTypes: readLookup(mediaTypes, ['extension', 'mime_type']),
    });
    return {
      type: 'stateful',
      judge: (batch) => {
        const judgements = attachment.judge(batch);
        return {
          attachment_score: judgements.map(({ score }) => score),
          attachment_verdict: judgements.map(({ verdict }) => verdict),
          attachment_reasons: judgements.map(({ reasons }) => reasons),
        };
      },
    };
  },
});
