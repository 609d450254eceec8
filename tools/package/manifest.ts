import { parseConf } from '../../workbench/conf/parse';

/** Which machines of a deployment an app is for. */
type Workload = '_search_heads' | '_indexers' | '_forwarders';

const DEPLOYMENTS = ['_standalone', '_distributed', '_search_head_clustering'];

/** The text of app.manifest (schema 2.0.0), whose every fact about the app is taken from the text of app.conf. Throws on a missing one. */
export function manifestOf(appConf: string, workloads: readonly Workload[]): string {
  const stanzas = parseConf(appConf, 'default/app.conf');
  const fact = (stanza: string, key: string): string => {
    const setting = stanzas.get(stanza)?.settings.get(key);
    if (!setting) throw new Error(`default/app.conf: found no "${key}" in [${stanza}]`);
    return setting.value;
  };
  const manifest = {
    schemaVersion: '2.0.0',
    info: {
      title: fact('ui', 'label'),
      id: { group: null, name: fact('id', 'name'), version: fact('id', 'version') },
      author: [{ name: fact('launcher', 'author'), email: null, company: null }],
      releaseDate: null,
      description: fact('launcher', 'description'),
      classification: { intendedAudience: null, categories: [], developmentStatus: null },
      commonInformationModels: null,
      license: { name: 'Apache-2.0', text: './LICENSE', uri: 'https://www.apache.org/licenses/LICENSE-2.0' },
      privacyPolicy: { name: null, text: null, uri: null },
      releaseNotes: { name: null, text: './README.md', uri: null },
    },
    dependencies: null,
    tasks: null,
    inputGroups: null,
    incompatibleApps: null,
    platformRequirements: { splunk: { Enterprise: '*' } },
    supportedDeployments: DEPLOYMENTS,
    targetWorkloads: workloads,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
