import { HOUR, SECOND } from '../calendar';
import { deskOf, ordinaryParts, subjectOf, submit, writtenBy } from '../letters';
import type { Draws } from '../random';
import { daysOf, type Planned, victimOf, type World } from '../world';

/** A salesperson who writes to the customers of the day one after the other, on every day. */
export function salesRound(world: World, draws: Draws): Planned[] {
  const { outside, truth } = world;
  const person = victimOf(world, draws);
  const opened = truth.open({
    kind: 'benign_sales_round',
    technique: 'a letter to each of many customers, in the same hour of every day',
    entity: person.address,
    entityType: 'user',
    others: [person.desk.address],
  });
  return daysOf(world).map((day) => {
    const time = day + 10 * HOUR + draws.between(0, 600) * SECOND;
    const run = (): void => {
      let at = time;
      for (const { address } of draws.some(outside.people, draws.between(18, 32))) {
        at += draws.between(30, 100) * SECOND;
        const message = writtenBy(world, person, {
          time: at,
          recipients: [address],
          subject: subjectOf(draws),
          parts: ordinaryParts(draws, person.department.files),
        });
        submit(world, person, message, { time: at, ...deskOf(person), truth: opened });
      }
    };
    return { time, run };
  });
}
