import { Logger, Service } from 'splunk-sdk';

interface Connection {
  readonly port: number;
  readonly app: string;
  readonly owner?: string;
  readonly password?: string;
}

/** Splunk's own client of the server on that port, as `admin`; not logged in yet. */
export function sdkService({ password = 'pw', ...place }: Connection): Service {
  Logger.setLevel('NONE');
  return new Service({ scheme: 'http', host: '127.0.0.1', username: 'admin', password, ...place });
}

/** The same, logged in. */
export async function loggedInService(connection: Connection): Promise<Service> {
  const service = sdkService(connection);
  await service.login();
  return service;
}
