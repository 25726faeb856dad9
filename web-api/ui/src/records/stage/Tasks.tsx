import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Checkbox } from 'antd';
import { Link } from 'react-router';
import { asProblem, stageQuery, type StageStanding, type StageTask, tickTask } from '~/api';
import { formatDate, formatInstant, todayIn, useLocale, useMessages } from '~/i18n';
import { stageMessages } from './messages';
import './stage.css';

/** How a task came to be done, or until when it is wanted. */
function State({ task }: { task: StageTask }) {
  const t = useMessages(stageMessages);
  const locale = useLocale();
  if (task.done && task.doneAt) {
    const at = formatInstant(locale, task.doneAt);
    const words =
      task.how === 'activity' ? t.tickedByActivity(at) : task.by ? t.tickedBy(task.by.name, at) : at;
    return task.how === 'activity' && task.activityId ? (
      <Link className="task-state" to={`/o/activity/${task.activityId}`}>
        {words}
      </Link>
    ) : (
      <span className="task-state">{words}</span>
    );
  }
  if (task.done || !task.dueOn) {
    return null;
  }
  const late = task.dueOn < todayIn();
  const day = formatDate(locale, task.dueOn);
  return <span className={late ? 'task-state task-late' : 'task-state'}>{late ? t.overdue(day) : t.due(day)}</span>; // prettier-ignore
}

interface TasksProps {
  object: string;
  id: string;
  standing: StageStanding;
  mayTick: boolean;
}

/** What is to be done in the stage: ticked by hand here, by matching activities elsewhere. */
export function Tasks({ object, id, standing, mayTick }: TasksProps) {
  const t = useMessages(stageMessages);
  const { notification } = App.useApp();
  const queries = useQueryClient();
  const key = stageQuery(object, id).queryKey;
  const ticking = useMutation({
    mutationFn: ({ task, done }: { task: string; done: boolean }) => tickTask(object, id, task, done),
    onSuccess: (after) => {
      queries.setQueryData(key, after);
    },
    onError: (failure) => {
      notification.error({ title: t.tickFailed, description: asProblem(failure)?.message });
      void queries.invalidateQueries({ queryKey: key });
    },
  });
  const asked = ticking.isPending ? ticking.variables : null;
  return (
    <ul className="tasks" aria-label={t.tasks}>
      {standing.tasks.map((task) => (
        <li key={task.key} className={task.done ? 'task task-done' : 'task'}>
          <Checkbox
            checked={asked?.task === task.key ? asked.done : task.done}
            disabled={!mayTick || asked !== null}
            onChange={(event) => {
              ticking.mutate({ task: task.key, done: event.target.checked });
            }}
          >
            {task.label}
            {task.required && !task.done && <small className="task-required">{t.required}</small>}
          </Checkbox>
          <div className="task-below">
            {task.help && !task.done && <span>{task.help}</span>}
            <State task={task} />
          </div>
        </li>
      ))}
    </ul>
  );
}
