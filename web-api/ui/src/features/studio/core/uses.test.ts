import { describe, expect, test } from 'vitest';
import type { Definition } from '~/api';
import { sampleDefinition } from '~/test/mock/definition';
import { removedValues } from './removed';
import { put } from './patch';
import { placeOf } from './places';
import { usesOfField, usesOfObject, withoutField } from './uses';
import { childrenOf, fieldsOf, keyFault, suggestKey } from './words';

const places = (definition: Definition, object: string, field: string) =>
  usesOfField(definition, object, field, 'en').map((use) => use.pointer);

describe('a field is used', () => {
  test('by the expressions of its own object', () => {
    const pointers = places(sampleDefinition(), 'deal', 'decision_maker');

    expect(pointers).not.toEqual([]);
    expect(pointers.every((pointer) => pointer.endsWith('/when'))).toBe(true);
    expect(places(sampleDefinition(), 'deal', 'next_step')).toEqual([]);
  });

  test('not where its name is only a text or part of another name', () => {
    const definition = put(
      sampleDefinition(),
      ['funnels', 0, 'stages', 0, 'criteria'],
      [{ key: 'one', label: {}, when: 'name == "next_step" && other_next_step && x.next_step' }],
    ) as Definition;

    expect(places(definition, 'deal', 'next_step')).toEqual([]);
  });

  test('through a link and through a list of records', () => {
    let definition = put(
      sampleDefinition(),
      ['funnels', 0, 'stages', 0, 'criteria'],
      [
        { key: 'one', label: {}, when: 'customer.phone != ""' },
        { key: 'two', label: {}, when: 'contacts_of.exists(c, c.title == "x")' },
      ],
    ) as Definition;
    definition = put(definition, ['objects', 1, 'fields', 1], {
      key: 'customer',
      label: {},
      type: 'lookup',
      target: 'deal',
      reverse: 'contacts_of',
    }) as Definition;

    expect(places(definition, 'customer', 'phone')).toEqual(['/funnels/0/stages/0/criteria/0/when']);
    expect(places(definition, 'contact', 'title')).toEqual(['/funnels/0/stages/0/criteria/1/when']);
    expect(childrenOf(definition, 'deal')).toEqual([{ key: 'contacts_of', object: 'contact' }]);
  });

  test('by a funnel, and loosely by forms, lists and rights, which let go of it', () => {
    const definition: Definition = {
      ...sampleDefinition(),
      layouts: [{ object: 'deal', form: ['name', 'next_step'], list: ['next_step'] }],
      views: [{ key: 'mine', object: 'deal', columns: ['name', 'next_step'] }],
      roles: [
        {
          key: 'rep',
          label: {},
          permissions: { scope: 'own', objects: {}, fields: { deal: { next_step: 'read', name: 'read' } } },
        },
      ],
    };

    const uses = usesOfField(definition, 'deal', 'next_step', 'en');
    const rest = withoutField(definition, 'deal', 'next_step');

    expect(uses).toHaveLength(3);
    expect(uses.every((use) => use.loose)).toBe(true);
    expect(JSON.stringify(rest)).not.toContain('next_step');
    expect(rest.layouts?.[0]?.form).toEqual(['name']);
    expect(rest.roles?.[0]?.permissions.fields).toEqual({ deal: { name: 'read' } });
    expect(places(definition, 'deal', 'stage')).toContain('/funnels/0');
  });
});

test('an object is used by the links that lead to it', () => {
  const pointers = usesOfObject(sampleDefinition(), 'product').map((use) => use.pointer);

  expect(pointers).toEqual(['/objects/2/fields/2']);
});

test('a stage that the draft has no more is to be mapped, one with another name is not', () => {
  const published = sampleDefinition();
  const stages = (published.funnels[0]?.stages ?? []).filter((stage) => stage.key !== 'engaging');
  const draft = put(published, ['funnels', 0, 'stages'], stages) as Definition;

  const removed = removedValues(published, draft, 'en');

  expect(removed.map((one) => [one.object, one.field, one.value])).toEqual([['deal', 'stage', 'engaging']]);
  expect(removed[0]?.others.map((one) => one.key)).toEqual(stages.map((stage) => stage.key));
});

test('a pointer leads to the page of its part', () => {
  const definition = sampleDefinition();
  const to = (pointer: string) => placeOf(pointer, definition, 'en')?.to;

  expect(to('/objects/2/fields/4/min')).toBe('/studio/objects/deal/fields/amount');
  expect(to('/objects/2/nameField')).toBe('/studio/objects/deal/settings');
  expect(to('/funnels/0/stages/2/criteria/0/when')).toBe(
    '/studio/funnels/sales?stage=proposal&criterion=decision_maker_known',
  );
  expect(to('/gradeScales/0/grades/1')).toBe('/studio/grades/customer/b_plus');
  expect(to('/nowhere/1')).toBeUndefined();
});

describe('a key', () => {
  test.each([
    ['Credit limit (CNY)', 'credit_limit_cny'],
    ['Müller & Söhne', 'muller_sohne'],
    ['3rd party', 'rd_party'],
    ['信用额度', 'field_1'],
    ['Name', 'name_2'],
  ])('of %s is %s', (name, key) => {
    expect(suggestKey(name, ['name'], 'field')).toBe(key);
  });

  test('is refused where it is improper or taken', () => {
    expect(keyFault('Bad Key', [])).toBe('keyWrong');
    expect(keyFault('a__b', [])).toBe('keyWrong');
    expect(keyFault('a'.repeat(41), [])).toBe('keyWrong');
    expect(keyFault('name', ['name'])).toBe('keyTaken');
    expect(keyFault('name_2', ['name'])).toBeNull();
  });
});

test('conditions see a formula as what it comes to', () => {
  const definition = put(sampleDefinition(), ['objects', 2, 'fields', 10], {
    key: 'margin',
    label: { en: 'Margin' },
    type: 'formula',
    formula: 'amount',
    result: 'decimal',
  }) as Definition;

  expect(fieldsOf(definition, 'deal', 'en').find((field) => field.key === 'margin')?.type).toBe('decimal');
});
