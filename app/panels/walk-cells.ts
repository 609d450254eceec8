const STEPS: Readonly<Record<string, readonly [down: number, across: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Gives the next button in the direction of an arrow key from a cell of a table, cells without one skipped; undefined at the edge and for other keys. */
export function nextCellButton(from: HTMLTableCellElement, key: string): HTMLButtonElement | undefined {
  const [down, across] = STEPS[key] ?? [0, 0];
  const lines = [...(from.closest('tbody')?.rows ?? [])];
  let line = lines.findIndex((each) => each.contains(from));
  let place = from.cellIndex;
  while (down !== 0 || across !== 0) {
    line += down;
    place += across;
    const cell = lines[line]?.cells[place];
    if (cell === undefined) return undefined;
    const button = cell.querySelector('button');
    if (button !== null) return button;
  }
  return undefined;
}
