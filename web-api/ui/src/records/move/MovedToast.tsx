import { Button } from 'antd';
import { useState } from 'react';
import { useMessages } from '~/i18n';
import { stageMessages } from '../stage/messages';
import { TimeLeft } from '../stage/useUndoMove';

interface MovedToastProps {
  text: string;
  until: string;
  onUndo: () => void;
}

/** That it has moved, and the way back while there is one. */
export function MovedToast({ text, until, onUndo }: MovedToastProps) {
  const t = useMessages(stageMessages);
  const [over, setOver] = useState(false);
  return (
    <span className="toast-undo">
      {text}
      {!over && (
        <>
          <Button type="link" size="small" onClick={onUndo}>
            {t.undoMove}
          </Button>
          <TimeLeft
            until={until}
            onOver={() => {
              setOver(true);
            }}
          />
        </>
      )}
    </span>
  );
}
