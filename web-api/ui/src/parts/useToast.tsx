import { App, Button } from 'antd';
import { useMessages } from '~/i18n';
import { partMessages } from './messages';

const shownFor = 10;

/** A word about what was done, with a way back for ten seconds. */
export function useUndoToast() {
  const t = useMessages(partMessages);
  const { message } = App.useApp();
  return (text: string, undo: () => void | Promise<void>) => {
    const key = `undo-${String(Date.now())}`;
    void message.success({
      key,
      duration: shownFor,
      content: (
        <span className="toast-undo">
          {text}
          <Button
            type="link"
            size="small"
            onClick={() => {
              message.destroy(key);
              void undo();
            }}
          >
            {t.undo}
          </Button>
        </span>
      ),
    });
  };
}
