/** The objects that the platform itself reads and writes: they stay. */
const standard = ['customer', 'contact', 'deal', 'product', 'activity', 'follow_up'];

export const isStandard = (object: string) => standard.includes(object);
