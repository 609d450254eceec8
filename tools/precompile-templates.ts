// A webpack loader for @splunk/charting-bundle. It compiles the HTML templates of its charts (tooltip, reset button) with
// underscore, by `new Function`, when it is loaded: a page whose Content-Security-Policy forbids eval stays without charts.
// Here they become plain functions at build time.

/** Calls of underscore's template in 28.6.0; another number means that the package has changed and needs another look. */
const EXPECTED_CALLS = 2;

/** What the charts hand to their templates. */
const DATA = [
  'rows',
  'willWrap',
  'totalStackValue',
  'normalizeToText',
  'normalizeToColor',
  'getThemeProperty',
  'scaledMaxLeftColWidth',
  'scaledMaxRightColWidth',
  'getThemedResetZoomButtonCls',
  'i18n',
];

/** What the templates use of underscore. */
const UNDERSCORE = `Object.assign((list) => ({ each: (visit) => list.forEach(visit) }), {
  escape: (text) => String(text).replace(/[&<>"'\`]/g, (sign) => "&#" + sign.charCodeAt(0) + ";"),
})`;

const LITERAL = /'(?:[^'\\]|\\.)*'/.source;
const PIECE = `(?:${LITERAL}|[\\w.]+)`;
const CALL = new RegExp(`\\(0, \\w+\\.template\\)\\((${PIECE}(?: \\+ ${PIECE})*)\\)`, 'g');
const TAG = /<%([-=]?)([\s\S]*?)%>/g;

/** Gives the text of a template written as strings and variables joined by `+`; the variables become tags. */
function readText(argument: string): string {
  return [...argument.matchAll(new RegExp(PIECE, 'g'))]
    .map(([piece]) => {
      if (!piece.startsWith("'")) return `<%= ${piece} %>`;
      const body = piece.slice(1, -1).replaceAll("\\'", "'").replaceAll('"', '\\"');
      return JSON.parse(`"${body}"`) as string;
    })
    .join('');
}

const tagCode: Readonly<Record<string, (code: string) => string>> = {
  '': (code) => `${code}\n`,
  '=': (code) => `out += (${code}) ?? "";\n`,
  '-': (code) => `out += _.escape((${code}) ?? "");\n`,
};

/** Gives the source of a function that does what underscore's template function does for this text. */
export function compileTemplate(text: string): string {
  const code: string[] = [];
  let end = 0;
  for (const match of text.matchAll(TAG)) {
    const [tag, kind = '', inside = ''] = match;
    code.push(`out += ${JSON.stringify(text.slice(end, match.index))};\n`, tagCode[kind]?.(inside) ?? '');
    end = match.index + tag.length;
  }
  code.push(`out += ${JSON.stringify(text.slice(end))};\n`);
  return `(function (data) {\nconst { ${DATA.join(', ')} } = data;\nconst _ = ${UNDERSCORE};\nlet out = "";\n${code.join('')}return out;\n})`;
}

/** Gives the source of the charting bundle with its templates compiled. Throws an Error when it holds others than known. */
export default function precompileTemplates(source: string): string {
  let calls = 0;
  const compiled = source.replace(CALL, (_call, argument: string) => {
    calls += 1;
    return compileTemplate(readText(argument));
  });
  const left = compiled.match(/\.template\)\(/g)?.length ?? 0;
  if (calls !== EXPECTED_CALLS || left > 0) {
    throw new Error(
      `@splunk/charting-bundle: found ${calls} templates to compile and ${left} others, expected ${EXPECTED_CALLS} and none`,
    );
  }
  return compiled;
}
