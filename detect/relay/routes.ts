/** How a recipient is written: plainly, or so that a careless server reads another address out of it (RFC 5321 C, RFC 976). */
export type RouteForm = 'plain' | 'percent' | 'source_route' | 'quoted' | 'bang' | 'double_at';

/** Where a recipient leads to if the server does as its sender wants; the domain is absent where there is none. */
export interface Route {
  readonly form: RouteForm;
  readonly domain: string | undefined;
}

/** Longer text is no address (RFC 5321: 64 + 1 + 255), and is not looked into. */
const LONGEST = 320;
const DOMAIN = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/;

/** The way of a recipient as it stands in the envelope or in a refusal, with or without `<>`. */
export function routeOf(recipient: string): Route {
  const text = recipient
    .slice(0, LONGEST + 2)
    .replace(/^<|>$/g, '')
    .toLowerCase();
  if (text.length > LONGEST) return { form: 'plain', domain: undefined };
  if (text.startsWith('@') && text.includes(':'))
    return leading('source_route', text.slice(text.indexOf(':') + 1));
  const quoted = /^"([^"]*@[^"]*)"/.exec(text)?.[1];
  if (quoted !== undefined) return leading('quoted', quoted);
  const at = text.lastIndexOf('@');
  const local = at < 0 ? text : text.slice(0, at);
  return disguised(local) ?? { form: 'plain', domain: at < 0 ? undefined : domainOf(text) };
}

function disguised(local: string): Route | undefined {
  if (local.startsWith('"')) return undefined;
  if (local.includes('@')) return leading('double_at', local);
  const percent = local.lastIndexOf('%');
  if (percent > 0 && DOMAIN.test(local.slice(percent + 1)))
    return { form: 'percent', domain: local.slice(percent + 1) };
  const bang = local.indexOf('!');
  if (bang > 0 && DOMAIN.test(local.slice(0, bang))) return { form: 'bang', domain: local.slice(0, bang) };
  return undefined;
}

function leading(form: RouteForm, address: string): Route {
  return { form, domain: domainOf(address) };
}

function domainOf(address: string): string | undefined {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return DOMAIN.test(domain) ? domain : undefined;
}
