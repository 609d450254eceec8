import { createContext } from 'react';
import type { TimeRange } from '../search/search-board';

/** The time range that the reader chose for the page, which links to other pages take along; undefined for all the data there is. */
export const ChosenRange = createContext<TimeRange | undefined>(undefined);
