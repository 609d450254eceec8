import { createContext } from 'react';
import type { InputValues } from '../model/input';

/** Sets some inputs of the page, the others kept. */
export const SetInputs = createContext<(values: InputValues) => void>(() => undefined);
