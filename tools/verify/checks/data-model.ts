import { type Check, type Finding, failed, findAll, note, ok, type Target } from '../check';
import { rowsOf } from '../search';
import type { Entry } from '../splunk';

interface Described {
  readonly objects?: readonly { readonly objectName: string }[];
}

function datasetsOf({ content }: Entry): string[] {
  const { objects = [] } = JSON.parse(String(content['description'])) as Described;
  return objects.map(({ objectName }) => objectName);
}

/** REST gives the setting of acceleration as JSON text. */
function accelerationFinding({ name, content }: Entry): Finding {
  const { enabled } = JSON.parse(String(content['acceleration'] ?? '{}')) as { enabled?: boolean };
  return enabled
    ? ok(`${name} acceleration`, 'on')
    : note(
        `${name} acceleration`,
        'off, as it comes: reports over it read the events themselves (docs/data-model.md)',
      );
}

async function findingsOf({ splunk, range }: Target, model: Entry): Promise<Finding[]> {
  const counted = await findAll(
    datasetsOf(model),
    (dataset) => `${model.name}.${dataset}`,
    async (dataset) => {
      const subject = `${model.name}.${dataset}`;
      const spl = `| tstats summariesonly=false count FROM datamodel=${subject}`;
      const [row] = await rowsOf(splunk, spl, range);
      return [ok(subject, `${Number(row?.['count'] ?? 0).toLocaleString('en-US')} events`)];
    },
  );
  return [...counted, accelerationFinding(model)];
}

/** Whether the data models are there, every dataset of them can be counted, and they are accelerated. */
export const DATA_MODELS: Check = {
  name: 'data-models',
  title: 'Data models',
  async run(target) {
    const { splunk, shipped } = target;
    const models = new Map((await splunk.listInApp('datamodel/model')).map((entry) => [entry.name, entry]));
    return findAll(
      shipped.dataModels,
      (name) => name,
      async (name) => {
        const model = models.get(name);
        return model ? findingsOf(target, model) : [failed(name, 'there is no such data model')];
      },
    );
  },
};
