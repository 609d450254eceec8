import { type RefObject, useEffect } from 'react';

/** Moves the focus to an element, where one is given, as the component comes, and back to where it was as it goes. */
export function useBorrowedFocus(target?: RefObject<HTMLElement>): void {
  useEffect(() => {
    const before = document.activeElement;
    target?.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [target]);
}
