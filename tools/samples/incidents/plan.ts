import { DAY, HOUR } from '../calendar';
import { Draws } from '../random';
import type { Settings } from '../settings';
import { daysOf, type Planned, type World } from '../world';
import { INCIDENTS } from './all';
import type { Incident } from './incident';

/** Incidents of each kind come about once in this many days. */
const DAYS_BETWEEN = 7;

function startOf(world: World, draws: Draws, { hours, lasts, isChange }: Incident): number {
  const all = daysOf(world);
  const days = isChange === true && all.length > 1 ? all.slice(1) : all;
  const room = Math.max(1, days.length - Math.floor(lasts / 24));
  const day = days[draws.between(0, room - 1)] ?? world.from;
  const [first, last] = hours;
  const latest = Math.max(0, Math.min(last * HOUR, world.to - day - lasts * HOUR));
  const earliest = Math.min(first * HOUR, latest);
  return Math.max(world.from, day + earliest + Math.floor(draws.unit() * (latest - earliest)));
}

/** When which incidents begin in a world: each kind once a week or part of it, and now and then once more. */
export function planIncidents(world: World, { seed, incidents }: Settings): Planned[] {
  const weeks = Math.ceil((world.to - world.from) / DAY / DAYS_BETWEEN);
  return Object.entries(INCIDENTS)
    .filter(([kind]) => incidents === undefined || incidents.includes(kind))
    .flatMap(([kind, incident]) => {
      const count = weeks + (new Draws(seed, kind).chance(0.2) && weeks > 1 ? 1 : 0);
      return Array.from({ length: count }, (_, turn) => {
        const draws = new Draws(seed, kind, turn);
        const time = startOf(world, draws, incident);
        return { time, run: () => incident.plant(world, draws, time) };
      });
    });
}
