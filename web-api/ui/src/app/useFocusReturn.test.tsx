import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { useFocusReturn } from './useFocusReturn';

function Page() {
  useFocusReturn();
  return (
    <>
      <button type="button">More</button>
      <ul className="ant-dropdown">
        <li className="ant-dropdown-menu-item" role="menuitem" tabIndex={-1}>
          Delete
        </li>
        <li className="ant-dropdown-menu-item" role="menuitem" tabIndex={-1} aria-disabled="true">
          Merge
        </li>
      </ul>
    </>
  );
}

beforeEach(() => {
  render(<Page />);
  screen.getByRole('button', { name: 'More' }).focus();
});

function press(item: string, key: string) {
  const entry = screen.getByRole('menuitem', { name: item });
  entry.focus();
  return fireEvent.keyDown(entry, { key });
}

test.each(['Enter', 'Escape', 'Tab'])('%s in a menu leads back to its button', (key) => {
  press('Delete', key);

  expect(screen.getByRole('button', { name: 'More' })).toHaveFocus();
});

test('the key that chooses in a menu presses nothing that its choice opens', () => {
  expect(press('Delete', 'Enter')).toBe(false);
});

test('an entry that cannot be chosen keeps the keyboard', () => {
  press('Merge', 'Enter');

  expect(screen.getByRole('menuitem', { name: 'Merge' })).toHaveFocus();
});
