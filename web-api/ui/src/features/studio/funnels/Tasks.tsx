import { Button } from 'antd';
import { useState } from 'react';
import type { TaskDefinition } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { type Path, useStudio } from '../core/Studio';
import { emptyLabel, optionsOf, suggestKey, textOf } from '../core/words';
import { studioMessages } from '../messages';
import { ConditionAt } from '../parts/ConditionAt';
import { LabelAt, SelectAt, SwitchAt } from '../parts/controls';
import { DistanceAt } from '../parts/Distance';
import { Rows } from '../parts/Rows';

/** What is said of a task beside its name: folded away until it is wanted. */
function More({ task, path }: { task: TaskDefinition; path: Path }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition } = useStudio();
  const told = task.required ?? task.when ?? task.channel ?? task.due ?? task.helps;
  const [open, setOpen] = useState(false);
  const channels = (optionsOf(definition, 'follow_up', 'channel') ?? []).map((option) => ({
    value: option.key,
    label: textOf(option.label, locale) || option.key,
  }));
  return open ? (
    <div className="task-more">
      <SwitchAt path={[...path, 'required']} label={t.taskRequired} hint={t.taskRequiredHint} />
      <ConditionAt path={[...path, 'when']} object="activity" label={t.taskWhen} hint={t.taskWhenHint} />
      <div className="form-pair">
        <DistanceAt path={[...path, 'due']} label={t.taskDue} hint={t.taskDueHint} />
        <SelectAt path={[...path, 'channel']} label={t.channel} hint={t.taskChannelHint} options={channels} />
      </div>
      <LabelAt path={[...path, 'helps']} label={t.taskHelp} required={false} />
    </div>
  ) : (
    <Button
      type="link"
      size="small"
      aria-expanded={false}
      aria-label={t.taskMoreOf(textOf(task.label, locale) || task.key)}
      onClick={() => {
        setOpen(true);
      }}
    >
      {told === undefined ? t.taskMore : t.taskTold}
    </Button>
  );
}

/** What there is to do in a stage, and what does it. */
export function Tasks({ path }: { path: Path }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  return (
    <Rows<TaskDefinition>
      path={path}
      addLabel={t.addTask}
      fresh={(all) => ({
        key: suggestKey(
          '',
          all.map((one) => one.key),
          'task',
        ),
        label: emptyLabel(),
      })}
      nameOf={(task) => textOf(task.label, locale) || task.key}
    >
      {(task, at) => (
        <>
          <LabelAt path={[...path, at, 'label']} label={t.task} />
          <More key={task.key} task={task} path={[...path, at]} />
        </>
      )}
    </Rows>
  );
}
