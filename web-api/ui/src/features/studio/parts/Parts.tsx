import { DeleteOutlined } from '@ant-design/icons';
import { Button, Popconfirm } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { type Label, Problem } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { LoadFailed } from '~/parts';
import { pointerOf, read } from '../core/patch';
import { type Path, useProblems, useStudio } from '../core/Studio';
import { textOf } from '../core/words';
import { studioMessages } from '../messages';
import { AddDialog, type Named } from './AddDialog';
import { type Choice, useAt } from './controls';
import { KeyRow } from './KeyRow';
import { type Item, Split } from './Split';

interface Keyed {
  key: string;
  label?: Label;
}

export interface PartsProps<T extends Keyed> {
  /** Where the list stands in the document. */
  path: Path;
  /** Where the list stood in what is in force: what it holds keeps its keys. */
  publishedPath?: Path | null;
  title: string;
  home: string;
  /** The address of a part; below the list's own by default. */
  addressOf?: (key: string) => string;
  chosen: string | undefined;
  empty: string;
  addLabel: string;
  stem: string;
  kinds?: {
    label: string;
    options: readonly (Choice | { label: string; options: Choice[] })[];
    first?: string;
  };
  fresh: (named: Named) => T;
  /** What else a new part brings about: a new field takes its place in the form. */
  onAdded?: (named: Named) => void;
  itemOf?: (part: T) => Partial<Item>;
  ordered?: boolean;
  /** Instead of asking and removing. */
  onRemove?: (part: T, at: number) => void;
  removeLabel: string;
  /** What is asked before removing. */
  removeSure?: string;
  /** Instead of just taking it out of the list, once it was asked. */
  onRemoved?: (part: T) => void;
  /** Why it cannot be removed. */
  keeps?: (part: T) => string | null;
  children: (part: T, path: Path) => ReactNode;
}

/** What the check says of the part itself and of members no control stands for. */
function PartProblems({ path }: { path: Path }) {
  const pointer = pointerOf(path);
  const own = useProblems(pointer).filter((problem) => problem.pointer === pointer);
  return own.map((problem) => (
    <p key={problem.code} className={problem.severity === 'error' ? 'part-error' : 'part-warning'}>
      {problem.message} {problem.remedy}
    </p>
  ));
}

function Editor<T extends Keyed>({
  of,
  part,
  at,
  taken,
  fresh,
}: {
  of: PartsProps<T>;
  part: T;
  at: number;
  taken: readonly string[];
  fresh: boolean;
}) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const navigate = useNavigate();
  const { set } = useStudio();
  const path = [...of.path, at];
  const [, setKey] = useAt<string>([...path, 'key']);
  const keeps = of.keeps?.(part) ?? null;
  const addressOf = of.addressOf ?? ((key: string) => `${of.home}/${key}`);
  const remove = () => {
    if (of.onRemoved) {
      of.onRemoved(part);
    } else {
      set(path, undefined);
      void navigate(of.home);
    }
  };
  const button = (
    <Button
      danger
      type="text"
      icon={<DeleteOutlined />}
      disabled={keeps !== null}
      title={keeps ?? undefined}
      onClick={
        of.onRemove
          ? () => {
              of.onRemove?.(part, at);
            }
          : undefined
      }
    >
      {of.removeLabel}
    </Button>
  );
  return (
    <>
      <h2>{textOf(part.label, locale) || part.key}</h2>
      <PartProblems path={path} />
      {of.children(part, path)}
      <div className="form-foot">
        <KeyRow
          value={part.key}
          taken={taken}
          fresh={fresh}
          onChange={(key) => {
            setKey(key);
            void navigate(addressOf(key), { replace: true });
          }}
        />
        {of.onRemove || keeps !== null ? (
          button
        ) : (
          <Popconfirm title={of.removeSure ?? t.removePartSure} okText={of.removeLabel} onConfirm={remove}>
            {button}
          </Popconfirm>
        )}
      </div>
      {keeps !== null && <p className="form-hint">{keeps}</p>}
    </>
  );
}

/** A keyed list of the document: the list, a part's form, adding, ordering and removing. */
export function Parts<T extends Keyed>(props: PartsProps<T>) {
  const { path, publishedPath = path, home, chosen, fresh, kinds, ordered = true } = props;
  const locale = useLocale();
  const navigate = useNavigate();
  const { definition, published, add, move } = useStudio();
  const [adding, setAdding] = useState(false);
  const all = (read(definition, path) as T[] | undefined) ?? [];
  const inForce = publishedPath ? ((read(published, publishedPath) as T[] | undefined) ?? []) : [];
  const at = all.findIndex((part) => part.key === chosen);
  const part = all[at];
  const keys = all.map((one) => one.key);
  const addressOf = props.addressOf ?? ((key: string) => `${home}/${key}`);
  return (
    <>
      <Split
        title={props.title}
        home={home}
        chosen={chosen}
        addressOf={addressOf}
        empty={props.empty}
        addLabel={props.addLabel}
        onAdd={() => {
          setAdding(true);
        }}
        onMove={
          ordered
            ? (from, to) => {
                move(path, from, to);
              }
            : undefined
        }
        items={all.map((one, position) => ({
          key: one.key,
          pointer: pointerOf([...path, position]),
          title: textOf(one.label, locale) || one.key,
          ...props.itemOf?.(one),
        }))}
      >
        {part ? (
          <Editor
            key={String(at)}
            of={props}
            part={part}
            at={at}
            taken={keys.filter((_, position) => position !== at)}
            fresh={!inForce.some((one) => one.key === part.key)}
          />
        ) : (
          <LoadFailed error={new Problem(404, {})} retry={() => void navigate(home)} />
        )}
      </Split>
      {adding && (
        <AddDialog
          title={props.addLabel}
          taken={[...keys, ...inForce.map((one) => one.key)]}
          stem={props.stem}
          kinds={kinds}
          onClose={() => {
            setAdding(false);
          }}
          onAdd={(named) => {
            setAdding(false);
            add(path, fresh(named));
            props.onAdded?.(named);
            void navigate(addressOf(named.key));
          }}
        />
      )}
    </>
  );
}
