import { Button, Drawer } from 'antd';
import type { WorklistItem } from '~/api';
import { useMessages } from '~/i18n';
import { onSaveKeys, partMessages, useIsNarrow } from '~/parts';
import { LogFields } from './LogFields';
import { todayMessages } from './messages';
import { useLog } from './useLog';

interface LogFormProps {
  item: WorklistItem;
  nextRequired: boolean;
  dialled: number | null;
  onClose: () => void;
}

/** The log of one contact, beside the list. */
export function LogForm({ item, nextRequired, dialled, onClose }: LogFormProps) {
  const t = useMessages(todayMessages);
  const parts = useMessages(partMessages);
  const narrow = useIsNarrow();
  const log = useLog({ item, nextRequired, dialled, onSaved: onClose });
  return (
    <Drawer
      open
      title={t.log(item.subject.name)}
      placement={narrow ? 'bottom' : 'right'}
      size={narrow ? '88dvh' : 460}
      onClose={onClose}
      footer={
        <div className="log-foot">
          <span>{t.shortcut}</span>
          <Button onClick={onClose}>{parts.cancel}</Button>
          <Button type="primary" loading={log.saving} onClick={log.save}>
            {parts.save}
          </Button>
        </div>
      }
    >
      <div onKeyDown={onSaveKeys(log.save)} className="log">
        {item.purpose && <p className="log-purpose">{item.purpose}</p>}
        <LogFields log={log} />
      </div>
    </Drawer>
  );
}
