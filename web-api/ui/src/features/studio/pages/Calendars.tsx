import { DatePicker, Input, InputNumber, Select, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useId } from 'react';
import { useParams } from 'react-router';
import type { CalendarDefinition, Holiday } from '~/api';
import { todayIn, useLocale, useMessages } from '~/i18n';
import { PageHead, usePageTitle } from '~/parts';
import { type Path } from '../core/Studio';
import { textOf } from '../core/words';
import { studioMessages } from '../messages';
import { LabelAt, SeveralAt, SwitchAt, useAt } from '../parts/controls';
import { Parts } from '../parts/Parts';
import { Group, Problems, RowAt } from '../parts/Row';
import { Rows } from '../parts/Rows';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Kind = 'date' | 'solar' | 'lunar';
type Dated = Exclude<Holiday, string>;

function asDated(holiday: Holiday): Dated {
  return typeof holiday === 'string' ? { date: holiday } : holiday;
}

const kindOf = (holiday: Dated): Kind =>
  holiday.lunar !== undefined ? 'lunar' : holiday.solar !== undefined ? 'solar' : 'date';

/** A single day is written as the plain date it is. */
function written(holiday: Dated): Holiday {
  const rest = Object.fromEntries(
    Object.entries(holiday).filter(([, value]) => value !== undefined),
  ) as Dated;
  return rest.date !== undefined && Object.keys(rest).length === 1 ? rest.date : rest;
}

function HolidayRow({ holiday, set }: { holiday: Holiday; set: (holiday: Holiday) => void }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const one = asDated(holiday);
  const kind = kindOf(one);
  const { days, label } = one;
  const day = one.lunar ?? one.solar ?? '';
  const change = (part: Dated) => {
    set(written({ ...one, ...part }));
  };
  return (
    <div className="holiday-row">
      <Select
        aria-label={t.holidayKind}
        value={kind}
        options={[
          { value: 'date', label: t.holidayDate },
          { value: 'solar', label: t.holidaySolar },
          { value: 'lunar', label: t.holidayLunar },
        ]}
        onChange={(next: Kind) => {
          const start = { date: todayIn(), solar: '05-01', lunar: '01-01' }[next];
          set(written({ [next]: start, days, label }));
        }}
      />
      {kind === 'date' ? (
        <DatePicker
          aria-label={t.holidayDate}
          allowClear={false}
          value={one.date ? dayjs(one.date) : null}
          onChange={(date) => {
            change({ date: date?.format('YYYY-MM-DD') });
          }}
        />
      ) : (
        <Input
          className="mono"
          aria-label={kind === 'solar' ? t.monthDay : t.lunarDay}
          value={day}
          onChange={(event) => {
            change({ [kind]: event.target.value });
          }}
        />
      )}
      <InputNumber
        aria-label={t.holidayDays}
        min={1}
        max={60}
        precision={0}
        suffix={t.days}
        placeholder="1"
        value={days ?? null}
        onChange={(count) => {
          change({ days: count ?? undefined });
        }}
      />
      <Input
        aria-label={t.name}
        placeholder={t.name}
        lang={locale}
        value={label?.[locale] ?? ''}
        onChange={(event) => {
          const text = event.target.value;
          const other = locale === 'en' ? 'zh-CN' : 'en';
          const next = { ...label, [locale]: text, [other]: label?.[other] ?? text };
          change({ label: text === '' && !label?.[other] ? undefined : next });
        }}
      />
    </div>
  );
}

/** Single days, all in one input. */
function DaysAt({ path, label }: { path: Path; label: string }) {
  const id = useId();
  const [days, set] = useAt<string[]>(path);
  return (
    <RowAt path={path} label={label} id={id}>
      <DatePicker
        id={id}
        className="value-date"
        multiple
        value={(days ?? []).map((day) => dayjs(day))}
        onChange={(chosen: Dayjs[] | null) => {
          const next = (chosen ?? []).map((day) => day.format('YYYY-MM-DD')).sort();
          set(next.length > 0 ? next : undefined);
        }}
      />
    </RowAt>
  );
}

/** From when to when, or nothing said. */
function TimesAt({ path, label }: { path: Path; label: string }) {
  const id = useId();
  const [times, set] = useAt<{ from: string; to: string }>(path);
  const at = (time: string) => dayjs(`2000-01-01T${time}`);
  return (
    <RowAt path={path} label={label} id={id}>
      <TimePicker.RangePicker
        id={{ start: id, end: `${id}-end` }}
        format="HH:mm"
        minuteStep={5}
        needConfirm={false}
        value={times ? [at(times.from), at(times.to)] : null}
        onChange={(chosen) => {
          const [from, to] = chosen ?? [];
          set(from && to ? { from: from.format('HH:mm'), to: to.format('HH:mm') } : undefined);
        }}
      />
      <Problems path={[...path, 'from']} />
      <Problems path={[...path, 'to']} />
    </RowAt>
  );
}

/** Which days are worked. */
export function CalendarsPage() {
  const t = useMessages(studioMessages);
  const { part } = useParams();
  usePageTitle(t.calendars);
  return (
    <>
      <PageHead title={t.calendars} below={t.calendarsHint} />
      <Parts<CalendarDefinition>
        path={['calendars']}
        title={t.calendars}
        home="/studio/calendars"
        chosen={part}
        empty={t.noCalendars}
        addLabel={t.addCalendar}
        stem="calendar"
        fresh={({ key, label }) => ({ key, label, workdays: ['mon', 'tue', 'wed', 'thu', 'fri'] })}
        itemOf={(calendar) => ({ below: t.holidaysCount(calendar.holidays?.length ?? 0) })}
        removeLabel={t.removeCalendar}
      >
        {(calendar, path) => (
          <div key={calendar.key}>
            <LabelAt path={[...path, 'label']} label={t.name} />
            <SwitchAt path={[...path, 'default']} label={t.defaultCalendar} hint={t.defaultCalendarHint} />
            <SeveralAt
              path={[...path, 'workdays']}
              label={t.workdays}
              required
              options={weekdays.map((day) => ({ value: day, label: t[day] }))}
            />
            <Group title={t.holidays} hint={t.holidaysHint}>
              <Rows<Holiday>
                path={[...path, 'holidays']}
                addLabel={t.addHoliday}
                ordered={false}
                dense
                fresh={() => todayIn()}
                nameOf={(holiday) => {
                  const one = asDated(holiday);
                  return textOf(one.label, 'en') || (one.date ?? one.solar ?? one.lunar ?? '');
                }}
              >
                {(holiday, _, set) => <HolidayRow holiday={holiday} set={set} />}
              </Rows>
              <Problems path={[...path, 'holidays']} />
            </Group>
            <DaysAt path={[...path, 'workingDays']} label={t.extraWorkdays} />
            <p className="form-hint">{t.extraWorkdaysHint}</p>
            <DaysAt path={[...path, 'halfDays']} label={t.halfDays} />
            <p className="form-hint">{t.halfDaysHint}</p>
            <Group title={t.times} hint={t.timesHint}>
              <div className="form-pair">
                <TimesAt path={[...path, 'hours']} label={t.hours} />
                <TimesAt path={[...path, 'lunch']} label={t.lunch} />
              </div>
            </Group>
          </div>
        )}
      </Parts>
    </>
  );
}
