import { SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Modal, Spin } from 'antd';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { meQuery, searchQuery } from '~/api';
import { useMessages } from '~/i18n';
import { isComposing, useComposed, useStored } from '~/parts';
import { type Entry, type Place, type Recent, remembered, sectionsOf } from './entries';
import { searchMessages } from './messages';
import './search.css';

const none: never[] = [];
const pause = 180;

function useSettled(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      settle(text);
    }, pause);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return settled;
}

interface SearchDialogProps {
  places: readonly Place[];
  /** Whether it was opened to go somewhere rather than to find a record. */
  pagesFirst: boolean;
  onClose: () => void;
}

/** What is found for what is typed, and where the choice stands. */
function useSearch({ places, pagesFirst }: SearchDialogProps) {
  const t = useMessages(searchMessages);
  const input = useComposed();
  const me = useQuery(meQuery());
  const owner = me.data ? `${me.data.tenant.slug}.${me.data.member.id}` : 'nobody';
  const [recent, keep] = useStored<Recent[]>(`ripeline.recent.${owner}`, none);
  const typed = input.settled.trim();
  // Pages are there at once; records once the typing rests. What was found for other words is not offered.
  const q = useSettled(typed);
  const found = useQuery(searchQuery(q));
  const groups = q === '' || q !== typed ? none : (found.data ?? none);
  const sections = sectionsOf(typed, groups, recent, places, t, pagesFirst);
  const entries = sections.flatMap((section) => section.entries);
  const [chosen, choose] = useState<{ q: string; at: number }>({ q: '', at: 0 });
  const at = chosen.q === typed ? Math.min(chosen.at, entries.length - 1) : 0;
  return {
    input,
    q,
    found,
    sections,
    entries,
    at,
    move: (by: number) => {
      choose({ q: typed, at: entries.length === 0 ? 0 : (at + by + entries.length) % entries.length });
    },
    remember: (entry: Entry) => {
      const match = /^\/o\/([^/?]+)\/([^/?]+)$/.exec(entry.to);
      const group = groups.find((one) => one.object === match?.[1]);
      if (match?.[1] && match[2] && group) {
        keep(remembered(recent, { object: match[1], id: match[2], name: entry.label, label: group.label }));
      }
    },
    forget: () => {
      keep(undefined);
    },
  };
}

/** One box over all objects and pages, worked with the keyboard alone if one likes. */
export function SearchDialog(props: SearchDialogProps) {
  const { onClose } = props;
  const t = useMessages(searchMessages);
  const navigate = useNavigate();
  const search = useSearch(props);
  const { input, q, found, sections, entries, at } = search;
  const open = (entry: Entry) => {
    search.remember(entry);
    onClose();
    void navigate(entry.to);
  };
  const keys = (event: KeyboardEvent) => {
    // Enter and the arrows choose among an input method's candidates first.
    if (isComposing(event)) {
      return;
    }
    const chosen = entries[at];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      search.move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      open(chosen);
    }
  };
  const idOf = (entry: Entry | undefined) => entry && `search-${entry.key.replaceAll(/[^\w-]/g, '-')}`;
  const settledEmpty = q !== '' && q === input.settled.trim() && found.isSuccess && entries.length === 0;
  return (
    <Modal
      open
      className="search-dialog"
      title={<span className="visually-hidden">{t.title}</span>}
      footer={null}
      closable={false}
      width={640}
      onCancel={onClose}
    >
      <div className="search-box">
        <SearchOutlined aria-hidden="true" />
        <input
          autoFocus
          type="text"
          role="combobox"
          aria-label={t.title}
          aria-expanded={entries.length > 0}
          aria-controls="search-results"
          aria-activedescendant={idOf(entries[at])}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={t.placeholder}
          value={input.text}
          onChange={(event) => {
            input.set(event.target.value);
          }}
          onKeyDown={keys}
          {...input.handlers}
        />
        {found.isFetching && <Spin size="small" />}
      </div>
      <div id="search-results" role="listbox" aria-label={t.results} className="search-results">
        {sections.map((section) => (
          <div key={section.key} role="group" aria-label={section.label}>
            <div className="search-section">
              {section.label}
              {section.key === 'recent' && (
                <Button type="link" size="small" onClick={search.forget}>
                  {t.clearRecent}
                </Button>
              )}
            </div>
            {section.entries.map((entry) => {
              const isChosen = entries[at]?.key === entry.key;
              return (
                <div
                  key={entry.key}
                  id={idOf(entry)}
                  role="option"
                  aria-selected={isChosen}
                  className={isChosen ? 'search-entry search-chosen' : 'search-entry'}
                  ref={(node) => {
                    if (isChosen) {
                      node?.scrollIntoView?.({ block: 'nearest' });
                    }
                  }}
                  onClick={() => {
                    open(entry);
                  }}
                >
                  <span>{entry.label || '—'}</span>
                  {entry.hint && <small>{entry.hint}</small>}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {found.isError && q !== '' && (
        <p className="search-note" role="alert">
          {t.failed}{' '}
          <Button type="link" size="small" onClick={() => void found.refetch()}>
            ↻
          </Button>
        </p>
      )}
      {settledEmpty && (
        <p className="search-note" role="status">
          <strong>{t.nothing(q)}</strong>
          {t.nothingHint}
        </p>
      )}
      <p className="search-keys">{t.hint}</p>
    </Modal>
  );
}
