import { everyListLaws } from './every-list-laws.ts';

// a file of its own, so that the engines run beside each other
everyListLaws('postgres');
