/** The build number of a version: a whole number that grows with it, since browsers keep static files by it. */
function buildNumber(version: string): number {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(version);
  if (!match) throw new Error(`package.json: found version ${version}, expected three numbers below 1000`);
  const [major = 0, minor = 0, patch = 0] = match.slice(1).map(Number);
  return (major * 1000 + minor) * 1000 + patch;
}

/** The text of app.conf with the version, which package.json alone states, and the build number. Throws where a stanza is missing. */
export function stampVersion(appConf: string, version: string): string {
  const settings = {
    id: `version = ${version}`,
    install: `build = ${buildNumber(version)}`,
    launcher: `version = ${version}`,
  };
  return Object.entries(settings).reduce((text, [stanza, setting]) => {
    const header = `[${stanza}]\n`;
    if (!text.includes(header)) throw new Error(`default/app.conf: found no [${stanza}]`);
    return text.replace(header, `${header}${setting}\n`);
  }, appConf);
}
