import { Modal } from 'antd';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useMessages } from '~/i18n';
import { appMessages } from './messages';

export type Asked = 'search' | 'palette' | 'keys';

const typedInto = 'input, textarea, select, [contenteditable="true"], [role="combobox"]';

/** Whether the keys belong to someone else: an input, or a dialog that is open. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return Boolean(target?.closest?.(typedInto)) || isDialogOpen();
}

function isDialogOpen(): boolean {
  return [...document.querySelectorAll('[role="dialog"][aria-modal="true"]')].some(
    (dialog) => (dialog as HTMLElement).offsetParent !== null,
  );
}

const places: Record<string, string> = {
  t: '/today',
  c: '/o/customer',
  d: '/o/deal',
  b: '/o/deal/board',
};

/** The keys that work on every page; never while typing or in a dialog. */
export function useShortcuts(ask: (what: Asked) => void) {
  const navigate = useNavigate();
  const newest = useRef({ ask, navigate });
  useEffect(() => {
    newest.current = { ask, navigate };
  });
  useEffect(() => {
    let going = 0;
    const pressed = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) {
        return;
      }
      const control = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      const what = control ? ({ '/': 'search', k: 'palette' } as const)[event.key.toLowerCase()] : undefined;
      if (what && !isDialogOpen()) {
        event.preventDefault();
        newest.current.ask(what);
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) {
        return;
      }
      if (event.key === '?') {
        event.preventDefault();
        newest.current.ask('keys');
      } else if (event.key === 'g') {
        going = event.timeStamp;
      } else {
        const place = places[event.key];
        if (place && event.timeStamp - going < 1200 && going > 0) {
          void newest.current.navigate(place);
        }
        going = 0;
      }
    };
    window.addEventListener('keydown', pressed);
    return () => {
      window.removeEventListener('keydown', pressed);
    };
  }, []);
}

/** The sheet of keys. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const t = useMessages(appMessages);
  const groups: [string, [string[], string][]][] = [
    [
      t.keysGeneral,
      [
        [['Ctrl', '/'], t.keysSearch],
        [['Ctrl', 'K'], t.keysPalette],
        [['?'], t.keysSheet],
        [['G', 'T · C · D · B'], t.keysGo],
      ],
    ],
    [
      t.keysForms,
      [
        [['Ctrl', 'Enter'], t.keysSave],
        [['Esc'], t.keysCancel],
        [['@'], t.keysMention],
      ],
    ],
    [
      t.keysNext,
      [
        [['Alt', 'C'], t.keysCall],
        [['1 … 9'], t.keysOutcome],
        [['Alt', 'T'], t.keysTimer],
        [['Alt', 'S · X'], t.keysSnooze],
        [['Alt', 'N · P'], t.keysAlong],
      ],
    ],
    [
      t.keysBoard,
      [
        [['Space'], t.keysLift],
        [['←', '→'], t.keysCarry],
      ],
    ],
    [
      t.keysLists,
      [
        [['Shift', t.clickHeading], t.keysSort],
        [['←', '→'], t.keysResize],
        [['Tab'], t.keysTab],
      ],
    ],
  ];
  return (
    <Modal open title={t.keys} footer={null} onCancel={onClose}>
      {groups.map(([label, rows]) => (
        <section key={label} className="key-sheet">
          <h3>{label}</h3>
          <dl>
            {rows.map(([keys, does]) => (
              <div key={does}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
