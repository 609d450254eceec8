/** The packages as AppInspect tells them apart: the app, for older Splunk, with Node.js in it, and the add-on. */
export type Kind = 'app' | 'classic' | 'runtime' | 'add-on';

/** A warning of AppInspect that stays, and why. */
export interface Explained {
  readonly check: string;
  readonly packages: readonly Kind[];
  /** What every such message says. */
  readonly says: RegExp;
  readonly why: string;
}

const APPS: readonly Kind[] = ['app', 'classic', 'runtime'];
const ALL: readonly Kind[] = [...APPS, 'add-on'];

/** Every warning that AppInspect has about a package. */
export const EXPLAINED: readonly Explained[] = [
  {
    check: 'check_that_no_configurations_of_default_source_type_in_props_conf',
    packages: ALL,
    says: /contains a \[(postfix_syslog|sendmail_syslog|exim_main|exim_reject)\] stanza/,
    why: 'Splunk gives mail logs these sourcetypes by itself, so that events that are indexed already bear them: the app reads what is there, under the name that it has.',
  },
  {
    check: 'check_pretrained_sourcetypes_have_only_allowed_transforms',
    packages: ALL,
    says: /^Only TRANSFORMS- or SEDCMD options are allowed for pretrained sourcetypes/,
    why: 'The same stanzas: fields are search-time settings; line breaks, time zone and where to look for the time are stated so that old logs keep theirs.',
  },
  {
    check: 'check_idx_binary_compatibility',
    packages: APPS,
    says: /^Code has been found that may have executed the binary file\. File: bin\/smtp_watch\.py/,
    why: 'The launcher starts Node.js, on search heads alone: `distsearch.conf` keeps `bin` and `runtime` from indexers, which AppInspect 4.3.1 does not take into account (it compares paths with texts).',
  },
  {
    check: 'check_for_python_script_existence',
    packages: APPS,
    says: /^1 Python files found/,
    why: 'The launcher, which runs under Python 3.7 to 3.13; commands.conf asks for Python 3.',
  },
  {
    check: 'check_collections_conf',
    packages: APPS,
    says: /^App contains collections\.conf\. No action required/,
    why: 'AppInspect says itself that nothing is to be done. The KV store holds what people write down and what was found.',
  },
  {
    check: 'check_for_datamodel_acceleration',
    packages: APPS,
    says: /^Data model \[SMTP_Watch\] was detected in this app/,
    why: 'AppInspect warns of any data model. It is not accelerated as it ships; docs/data-model.md tells administrators how to.',
  },
  {
    check: 'check_for_splunk_js',
    packages: APPS,
    says: /^Splunk has begun gathering telemetry .* Please ignore this warning/,
    why: "AppInspect says itself to ignore it: Splunk counts who uses its packages. Here @splunk/react-page names Splunk Web's header.",
  },
  {
    check: 'check_for_splunk_js_header_and_footer_view',
    packages: APPS,
    says: /Match: splunkjs\/mvc\/headerview\. File: appserver\/static\/pages\/chunks\/shell\.\w+\.js/,
    why: 'The same name, in @splunk/react-page: it looks for the header that Splunk Web has drawn, and imports none.',
  },
  {
    check: 'check_for_splunk_frontend_utility_components',
    packages: APPS,
    says: /^Splunk has begun gathering telemetry .* Please ignore this warning/,
    why: 'AppInspect says itself to ignore it: @splunk/moment comes with the charts.',
  },
  {
    check: 'check_hostnames_and_ips',
    packages: APPS,
    says: /^PRIVATE IP (192\.0\.2|198\.51\.100|203\.0\.113)\.\d+ is found in (appserver\/static\/pages\/chunks\/|bin\/\w+\.js|default\/searchbnf\.conf)/,
    why: "Addresses that are reserved for documentation (RFC 5737), in examples of commands' help and of the page Setup.",
  },
  {
    check: 'check_hostnames_and_ips',
    packages: APPS,
    says: /^PUBLIC IP 12\.21\.1\.11 is found in appserver\/static\/pages\/chunks\//,
    why: "An example in the options of Splunk's own chart package.",
  },
  {
    check: 'check_hostnames_and_ips',
    packages: ['runtime'],
    says: /^PUBLIC IP [\d.]+ is found in runtime\/[\w-]+\/LICENSE/,
    why: "Version numbers in Node.js's licence text look like addresses.",
  },
  {
    check: 'check_for_custom_mako_templates',
    packages: ['classic'],
    says: /^Custom Mako template file 'appserver\/templates\/page\.html' is deprecated in Splunk Enterprise 10\.4/,
    why: 'What this package is for: Splunk 9.0 to 10.3 have no template of their own. The default package has none.',
  },
];
