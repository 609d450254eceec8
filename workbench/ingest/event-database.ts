import { accessSync, constants, existsSync, rmSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Engine } from '../engine/engine';
import { catalogVersion, createCatalog, DATABASE, EventCatalog } from './event-catalog';

/** The database of events, opened, and what is to be said of how that went. */
export interface OpenedDatabase {
  readonly catalog: EventCatalog;
  /** Its file; it lies in memory when there is none. */
  readonly path?: string;
  readonly notice?: string;
}

const SCARCE_BYTES = 2 ** 20;

function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < SCARCE_BYTES;
  } catch {
    return false;
  }
}

function isAllowed(path: string): boolean {
  try {
    accessSync(existsSync(path) ? path : dirname(path), constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const DAMAGED = 'it is damaged';

/** Why a database file cannot be used, of what was thrown at its use; never the database's own words. */
function databaseFault(path: string, error: unknown): string {
  const text = String(error);
  if (/could not set lock|conflicting lock/i.test(text)) return 'another program has it open';
  if (isFull(dirname(path)) || /no space left|file too large|disk/i.test(text)) return 'the disk is full';
  if (!isAllowed(path)) return 'it may not be read and written';
  return DAMAGED;
}

/** Says that the database file can no longer be used, and why. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';

  constructor(path: string, error: unknown) {
    super(`${path} cannot be used, ${databaseFault(path, error)}`, { cause: error });
  }
}

/** Removes the database file with its write-ahead log. */
function removeDatabase(path: string): void {
  for (const file of [path, `${path}.wal`]) rmSync(file, { force: true });
}

async function attach(engine: Engine, version: string, path?: string): Promise<EventCatalog> {
  await engine.attach(DATABASE, path);
  const found = path === undefined ? undefined : await catalogVersion(engine);
  if (found === version) return EventCatalog.read(engine);
  if (path !== undefined) {
    await engine.detach(DATABASE);
    removeDatabase(path);
    await engine.attach(DATABASE, path);
  }
  await createCatalog(engine, version);
  return EventCatalog.read(engine);
}

/** The database of events in memory. */
export async function openInMemory(engine: Engine, notice?: string): Promise<OpenedDatabase> {
  await engine.detach(DATABASE);
  return { catalog: await attach(engine, ''), ...(notice !== undefined && { notice }) };
}

/** The database of events in memory after the one in that file has failed; a damaged one is removed. */
export async function leaveFile(engine: Engine, path: string, error: unknown): Promise<OpenedDatabase> {
  const fault = databaseFault(path, error);
  const opened = await openInMemory(engine, `${path} cannot be used, ${fault}: loaded data stays in memory`);
  if (fault === DAMAGED) removeDatabase(path);
  return opened;
}

/**
 * The database of events in that file, begun anew when it was made by another version or is damaged; in memory when the
 * file cannot be used, with a sentence that says why.
 */
export async function openDatabase(engine: Engine, path: string, version: string): Promise<OpenedDatabase> {
  try {
    return { catalog: await attach(engine, version, path), path };
  } catch (error) {
    const fault = databaseFault(path, error);
    if (fault !== DAMAGED)
      return openInMemory(engine, `${path} cannot be used, ${fault}: loaded data stays in memory`);
  }
  try {
    await engine.detach(DATABASE);
    removeDatabase(path);
    const notice = `${path} was damaged: it is made anew`;
    return { catalog: await attach(engine, version, path), path, notice };
  } catch (error) {
    return openInMemory(
      engine,
      `${path} cannot be used, ${databaseFault(path, error)}: loaded data stays in memory`,
    );
  }
}
